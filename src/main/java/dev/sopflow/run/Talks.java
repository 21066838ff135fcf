package dev.sopflow.run;

import dev.sopflow.run.Visits.Outcome;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which outcomes of a visit are a conversation. */
public final class Talks {

  /** Somebody was asked to connect, or was to be; that is no conversation. */
  static final Set<Outcome> CONNECTING =
      EnumSet.of(Outcome.ADDED, Outcome.NOT_ACCEPTED, Outcome.NOT_FOUND);

  private static final Set<Outcome> TALKS =
      EnumSet.complementOf(
          EnumSet.of(Outcome.NO_ANSWER, Outcome.ADDED, Outcome.NOT_ACCEPTED, Outcome.NOT_FOUND));

  private static final Set<String> NAMES =
      TALKS.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());

  /** In SQL: a list of their names, for {@code outcome in (..)}. */
  public static final String OUTCOMES =
      TALKS.stream().map(outcome -> "'" + outcome + "'").collect(Collectors.joining(", "));

  private Talks() {}

  static boolean is(Outcome outcome) {
    return TALKS.contains(outcome);
  }

  /**
   * As {@link #is(Outcome)}.
   *
   * @param word an outcome's name, or any other word
   */
  public static boolean is(String word) {
    return NAMES.contains(word);
  }
}
