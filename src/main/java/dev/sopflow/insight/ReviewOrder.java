package dev.sopflow.insight;

import dev.sopflow.run.MarkFilter;
import java.util.List;

/**
 * What a review counts: the SOP's own stages, and behind them the house's: reached, replied,
 * opportunity.
 *
 * @param stages in the order in which people pass them; may be empty
 * @param reachedBy what counts as reached
 */
public record ReviewOrder(List<Stage> stages, ReachedBy reachedBy) {

  private static final int MOST_STAGES = 10;
  private static final int LONGEST_LABEL = 60;

  /** For runs whose model says nothing. */
  public static final ReviewOrder PLAIN = new ReviewOrder(List.of(), ReachedBy.TOUCH);

  /**
   * A stage of the SOP's own.
   *
   * @param who {@code mark=value} pairs, as steps choose participants
   */
  public record Stage(String label, String who) {}

  /** What counts as reached. */
  public enum ReachedBy {
    /** A sent message, or a conversation. */
    TOUCH,
    /** Only a conversation. */
    VISIT
  }

  /** The house's own stages, behind the SOP's. */
  public enum HouseStage {
    REACHED,
    REPLIED,
    OPPORTUNITY
  }

  /**
   * Reads stages as a model writes them, each in a line of its own.
   *
   * @param lines such as {@code Registered: registered=yes}; null or blank: none
   * @throws IllegalArgumentException if they can't be read; the message names the line and the fix
   */
  public static ReviewOrder read(String lines, ReachedBy reachedBy) {
    var stages =
        lines == null
            ? List.<Stage>of()
            : lines.lines().filter(line -> !line.isBlank()).map(ReviewOrder::stage).toList();
    if (stages.size() > MOST_STAGES) {
      throw new IllegalArgumentException(
          "A review has at most %d stages of its own, not %d"
              .formatted(MOST_STAGES, stages.size()));
    }
    return new ReviewOrder(stages, reachedBy);
  }

  private static Stage stage(String line) {
    var halves = line.split(":", 2);
    var label = halves[0].strip();
    if (halves.length < 2 || label.isEmpty() || label.length() > LONGEST_LABEL) {
      throw new IllegalArgumentException(
          "'%s' is no stage; write for example Registered: registered=yes".formatted(line.strip()));
    }
    MarkFilter.read(halves[1], "any");
    return new Stage(label, halves[1].strip());
  }
}
