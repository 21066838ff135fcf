package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.QuietTimes.Why;
import dev.sopflow.time.Openings;
import dev.sopflow.time.Openings.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The rules that each touch must pass at the moment it would go out. */
@Component
class Rules {

  private static final Set<Purpose> ADVERTISING = Set.of(Purpose.MARKETING);
  private static final Set<Purpose> OF_CONTENT = Set.of(Purpose.MARKETING, Purpose.TRANSACTIONAL);
  private static final Set<Purpose> ALL =
      Set.of(Purpose.MARKETING, Purpose.TRANSACTIONAL, Purpose.ANSWER);

  private static final Duration LOOK_AGAIN = Duration.ofHours(4);

  private final Set<Channel> optIn;
  private final Duration spread;
  private final Openings openings;

  Rules(TouchSettings settings, Openings openings) {
    this.optIn = settings.optInChannels();
    this.spread = settings.spread();
    this.openings = openings;
  }

  /** All of them; the first that drops a touch names the reason. */
  List<Rule> all() {
    return List.of(
        new Rule("consent", ALL, Rules::consent),
        new Rule("opt-in", ADVERTISING, this::optIn),
        new Rule("topic", ADVERTISING, Rules::topic),
        new Rule("asked-to-stop", OF_CONTENT, Rules::askedToStop),
        new Rule("away", ADVERTISING, Rules::away),
        new Rule("in-run", ADVERTISING, Rules::inRun),
        new Rule("meant", OF_CONTENT, Rules::meant),
        new Rule("reachable", ALL, Rules::reachable),
        new Rule("suppression", ALL, Rules::suppression),
        new Rule("content-active", OF_CONTENT, Rules::contentActive),
        new Rule("content-valid", OF_CONTENT, Rules::contentValid),
        new Rule("no-repeat", ADVERTISING, Rules::noRepeat),
        new Rule(Gate.USEFUL_UNTIL, ALL, Rules::usefulUntil),
        new Rule("window", ADVERTISING, this::window),
        new Rule("cap", ADVERTISING, Rules::cap));
  }

  /** Who refused a channel, or everything, is left alone. */
  private static Verdict consent(Facts facts, Instant now) {
    return dropIf(
        facts.refused().contains("ALL") || facts.refused().contains(facts.touch().channel().name()),
        Reason.REFUSED);
  }

  private Verdict optIn(Facts facts, Instant now) {
    var channel = facts.touch().channel();
    return dropIf(
        optIn.contains(channel) && !facts.granted().contains(channel.name()), Reason.NO_CONSENT);
  }

  private static Verdict topic(Facts facts, Instant now) {
    return dropIf(facts.topicRefused(), Reason.TOPIC_REFUSED);
  }

  /** What sounds like a refusal counts as one until somebody has read it. */
  private static Verdict askedToStop(Facts facts, Instant now) {
    return facts.quiet().containsKey(Why.ASKED_TO_STOP)
        ? Verdict.defer(now.plus(LOOK_AGAIN), Reason.ASKED_TO_STOP)
        : Verdict.SEND;
  }

  private static Verdict away(Facts facts, Instant now) {
    var back = facts.quiet().get(Why.AWAY);
    return back != null && back.isAfter(now) ? Verdict.defer(back, Reason.AWAY) : Verdict.SEND;
  }

  private static Verdict inRun(Facts facts, Instant now) {
    return dropIf(facts.left(), Reason.LEFT_RUN);
  }

  private static Verdict meant(Facts facts, Instant now) {
    return dropIf(facts.unmeant(), Reason.NOT_MEANT);
  }

  private static Verdict reachable(Facts facts, Instant now) {
    return dropIf(facts.address() == null, Reason.UNREACHABLE);
  }

  private static Verdict suppression(Facts facts, Instant now) {
    return dropIf(facts.suppressed(), Reason.SUPPRESSED);
  }

  private static Verdict contentActive(Facts facts, Instant now) {
    return dropIf(facts.activeVersionId() == null, Reason.CONTENT_RETIRED);
  }

  /** A piece is valid to the end of its last day where the reader lives. */
  private static Verdict contentValid(Facts facts, Instant now) {
    var today = now.atZone(facts.zone()).toLocalDate();
    return dropIf(
        facts.validUntil() != null && today.isAfter(facts.validUntil()), Reason.CONTENT_EXPIRED);
  }

  private static Verdict noRepeat(Facts facts, Instant now) {
    return dropIf(facts.past().stream().anyMatch(facts::repeats), Reason.ALREADY_RECEIVED);
  }

  private static Verdict usefulUntil(Facts facts, Instant now) {
    return dropIf(now.isAfter(facts.touch().usefulUntil()), Reason.TOO_LATE);
  }

  private Verdict window(Facts facts, Instant now) {
    if (facts.windows().isEmpty()) {
      return Verdict.drop(Reason.NO_WINDOW);
    }
    return openings
        .currentOrNext(facts.windows(), facts.zone(), facts.contact().region(), now)
        .map(opening -> inside(opening, facts.touch(), now))
        .orElse(Verdict.drop(Reason.NO_WINDOW));
  }

  private Verdict inside(Opening opening, DueTouch touch, Instant now) {
    return opening.contains(now)
        ? Verdict.sendBefore(opening.to())
        : Verdict.defer(opening.from().plus(jitter(opening, touch.id())), Reason.OUTSIDE_WINDOW);
  }

  /** The same touch always gets the same share of the spread, so that a repeat moves nothing. */
  private Duration jitter(Opening opening, long touchId) {
    var half = Duration.between(opening.from(), opening.to()).dividedBy(2);
    var most = Math.max(1, (half.compareTo(spread) < 0 ? half : spread).toSeconds());
    return Duration.ofSeconds(Math.floorMod(touchId * 0x9E3779B97F4A7C15L >>> 16, most));
  }

  private static Verdict cap(Facts facts, Instant now) {
    return facts.caps().stream()
        .map(cap -> under(cap, facts.past(), now))
        .reduce(Verdict.SEND, Verdict::and);
  }

  private static Verdict under(FrequencyCap cap, List<PastTouch> past, Instant now) {
    if (cap.max() <= 0) {
      return Verdict.drop(Reason.OVER_CAP);
    }
    var counted =
        past.stream()
            .filter(p -> cap.channel() == null || cap.channel() == p.channel())
            .map(PastTouch::at)
            .filter(at -> at.isAfter(now.minus(cap.per())))
            .sorted()
            .toList();
    return counted.size() < cap.max()
        ? Verdict.SEND
        : Verdict.defer(counted.get(counted.size() - cap.max()).plus(cap.per()), Reason.OVER_CAP);
  }

  private static Verdict dropIf(boolean bad, Reason reason) {
    return bad ? Verdict.drop(reason) : Verdict.SEND;
  }
}
