package dev.sopflow.touch;

import dev.sopflow.touch.ChannelHealth.Stop;
import dev.sopflow.touch.Outcome.Kind;
import dev.sopflow.touch.Result.Ending;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What each outcome of a courier means for the touch. */
@Component
class Endings {

  private static final int LONGEST_BACKOFF_STEP = 6;
  private static final Set<Kind> PROVIDER_WORKS = Set.of(Kind.ACCEPTED, Kind.REFUSED, Kind.BUSY);

  private final TouchSettings settings;
  private final ChannelHealth health;
  private final Clock clock;

  Endings(TouchSettings settings, ChannelHealth health, Clock clock) {
    this.settings = settings;
    this.health = health;
    this.clock = clock;
  }

  Ending of(Claimed claimed, Outcome outcome) {
    if (PROVIDER_WORKS.contains(outcome.kind())) {
      health.works(claimed.touch().channel());
    }
    return switch (outcome.kind()) {
      case ACCEPTED -> new Ending(TouchState.SENT, null, null, outcome.providerId(), null, true);
      case REFUSED ->
          failed(outcome.optedOut() ? Reason.REFUSED : Reason.PROVIDER_REFUSED, outcome.code());
      case BUSY -> again(claimed, outcome.code());
      case NOT_NOW -> later(claimed, outcome.code());
      case CHANNEL_DOWN -> stopped(health.stop(claimed.touch().channel(), outcome.code()));
      case UNCLEAR ->
          new Ending(TouchState.UNKNOWN, Reason.NO_CLEAR_ANSWER, outcome.code(), null, null, true);
    };
  }

  /** The template could not be filled; another version of it may, for other touches. */
  Ending broken(String why) {
    return new Ending(TouchState.DROPPED, Reason.CONTENT_BROKEN, why, null, null, true);
  }

  /** Not tried, since its channel stands still. */
  Ending stopped(Stop stop) {
    var reason = stop.isFault() ? Reason.CHANNEL_DOWN : Reason.PROVIDER_BUSY;
    return new Ending(TouchState.PLANNED, reason, stop.code(), null, stop.until(), false);
  }

  /** Not tried after all; the gate looks at it again. */
  Ending back(Reason reason) {
    return new Ending(TouchState.PLANNED, reason, null, null, clock.instant(), false);
  }

  /** Never given to the courier; it waits again as if it had not been claimed. */
  Ending untried() {
    return new Ending(TouchState.PLANNED, null, null, null, null, false);
  }

  /** It broke here, before anything left. */
  Ending fault(String why) {
    var next = clock.instant().plus(settings.dispatch().backoff());
    return new Ending(TouchState.PLANNED, Reason.FAULT, why, null, next, false);
  }

  private static Ending failed(Reason reason, String code) {
    return new Ending(TouchState.FAILED, reason, code, null, null, true);
  }

  private Ending again(Claimed claimed, String code) {
    var tries = claimed.touch().attempts() + 1;
    if (tries >= settings.dispatch().maxTries()) {
      return failed(Reason.TOO_MANY_TRIES, code);
    }
    var wait = backoff(tries);
    return new Ending(
        TouchState.PLANNED, Reason.PROVIDER_BUSY, code, null, clock.instant().plus(wait), true);
  }

  private Duration backoff(int tries) {
    return settings
        .dispatch()
        .backoff()
        .multipliedBy(1L << Math.min(tries - 1, LONGEST_BACKOFF_STEP));
  }

  /** It waits longer than the others, so that they are not held up if it is the cause. */
  private Ending later(Claimed claimed, String code) {
    var until = health.rest(claimed.touch().channel(), code).until();
    var next = clock.instant().plus(settings.dispatch().backoff());
    return new Ending(
        TouchState.PLANNED,
        Reason.PROVIDER_BUSY,
        code,
        null,
        next.isAfter(until) ? next : until,
        false);
  }
}
