package dev.sopflow.insight;

import java.time.Instant;
import org.springframework.stereotype.Service;

/** What customers' behaviour says about a run so far. Definitions stand here once. */
@Service
public class Measures {

  /**
   * Rates are shares of {@code reached}, 0 to 1; 0 when nobody was reached.
   *
   * @param participants enrolled in the run
   * @param reached contacts with at least one sent touch or held conversation
   * @param responded contacts who answered: interested, later or converted in a visit
   * @param converted contacts who became an opportunity
   * @param refused contacts who opted out during the run
   */
  public record Feedback(
      int participants,
      int reached,
      int responded,
      int converted,
      int refused,
      double responseRate,
      double openRate,
      double opportunityRate,
      double refusalRate) {}

  /**
   * @param since counts what happened from then on; null: from the run's beginning
   */
  public Feedback of(long runId, Instant since) {
    throw new IllegalStateException("pending");
  }
}
