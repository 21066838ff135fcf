package dev.sopflow.crm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** When what came to nothing is tried again. */
@Component
class Retries {

  /** What is rejected is tried this often in all: somebody may repair it meanwhile. */
  private static final int TRIES_OF_REJECTED = 5;

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration FIRST_OF_REJECTED = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  /** An event may come this much earlier or later than reckoned, as a share. */
  private static final double JITTER = 0.2;

  private final Clock clock;
  private final Duration patience;

  Retries(Clock clock, WebhookSettings settings) {
    this.clock = clock;
    this.patience = settings.webhookDelivery().patience();
  }

  /** Empty: not any more. */
  Optional<Instant> next(Delivery delivery, Answer answer) {
    var isOver =
        answer.kind() == Answer.Kind.REJECTED
            ? delivery.attempts() >= TRIES_OF_REJECTED
            : !firstTry(delivery).plus(patience).isAfter(clock.instant());
    return isOver ? Optional.empty() : Optional.of(clock.instant().plus(pause(delivery, answer)));
  }

  private Instant firstTry(Delivery delivery) {
    return delivery.firstTryAt() == null ? clock.instant() : delivery.firstTryAt();
  }

  private static Duration pause(Delivery delivery, Answer answer) {
    var first = answer.kind() == Answer.Kind.REJECTED ? FIRST_OF_REJECTED : FIRST;
    return longer(jittered(doubled(first, delivery.attempts() - 1, LONGEST)), answer.pause());
  }

  /** How long an address in trouble is left alone, after so many troubles in a row. */
  Duration rest(int troubles, Answer answer) {
    return longer(doubled(FIRST.dividedBy(2), troubles - 1, LONGEST_REST), answer.pause());
  }

  private static Duration doubled(Duration first, int times, Duration most) {
    var pause = first.multipliedBy(1L << Math.min(Math.max(times, 0), 20));
    return pause.compareTo(most) < 0 ? pause : most;
  }

  private static Duration jittered(Duration pause) {
    var share = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofMillis(Math.round(pause.toMillis() * share));
  }

  private static Duration longer(Duration pause, Duration asked) {
    return asked == null || pause.compareTo(asked) > 0 ? pause : asked;
  }
}
