package dev.sopflow.insight;

import java.time.Instant;
import java.util.Set;

/**
 * A run's review: figures as they stood, and what people made of them.
 *
 * @param lessons what was learned; null until somebody said so
 * @param nextPlan what the next plan starts from; null until somebody said so
 * @param approved whether somebody approved these figures
 * @param decidedBy who said all that; null until then
 */
public record RunReview(
    long runId,
    ReviewFigures figures,
    Instant takenAt,
    String lessons,
    String nextPlan,
    boolean approved,
    String decidedBy,
    Instant decidedAt) {

  /**
   * What a person makes of a review.
   *
   * @param lessons null: none
   * @param nextPlan null: none
   * @param colleagues user names and roles that are told once it is approved
   */
  public record Decision(
      boolean approved, String lessons, String nextPlan, Set<String> colleagues) {

    private static final int LONGEST = 4000;

    /**
     * @throws IllegalArgumentException in plain words, if a text is too long
     */
    public Decision {
      check("The lessons", lessons);
      check("The next plan", nextPlan);
    }

    private static void check(String what, String text) {
      if (text != null && text.length() > LONGEST) {
        throw new IllegalArgumentException(
            "%s: %d characters; at most %d fit".formatted(what, text.length(), LONGEST));
      }
    }
  }
}
