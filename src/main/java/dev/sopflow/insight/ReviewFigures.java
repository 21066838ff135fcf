package dev.sopflow.insight;

import java.util.List;
import java.util.Map;

/**
 * What came of a run. No names of contacts, so that it may be kept.
 *
 * @param order what was counted
 * @param notReached who passed the SOP's own stages and was not reached, by what became of their
 *     last visit: a visit's outcome or state, or NONE
 * @param topics visits by what their feedback was about, the most frequent first
 */
public record ReviewFigures(
    ReviewOrder order,
    Funnel funnel,
    List<Rep> reps,
    Map<String, Integer> notReached,
    List<Piece> pieces,
    Map<String, Integer> topics) {

  /**
   * A rep's visits.
   *
   * @param rep user name; null: visits that are open to all
   * @param visits all that were handed over
   * @param talked visits that came to a conversation
   * @param outcomes by outcome, or by state where there is none
   */
  public record Rep(String rep, int visits, int talked, Map<String, Integer> outcomes) {

    public Rate talkRate() {
      return new Rate(talked, visits);
    }
  }

  /**
   * A content piece in the run; counts are messages.
   *
   * @param name null if the content is not known any more
   * @param opened of the sent ones; noisy
   */
  public record Piece(
      String name, String channel, int planned, int sent, int opened, int clicked, int dropped) {

    public Rate openRate() {
      return new Rate(opened, sent);
    }

    public Rate clickRate() {
      return new Rate(clicked, sent);
    }
  }
}
