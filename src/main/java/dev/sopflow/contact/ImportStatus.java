package dev.sopflow.contact;

import java.time.Instant;

/**
 * How far an import is.
 *
 * @param encoding how the file's text was read; null until it is known
 * @param message what went wrong and how to mend it; null if nothing did
 * @param total how many rows the list has; null until they are counted
 * @param finishedAt null while it runs
 */
public record ImportStatus(
    long id,
    String fileName,
    String region,
    String encoding,
    State state,
    String message,
    Integer total,
    ImportCounts counts,
    String startedBy,
    Instant startedAt,
    Instant finishedAt) {

  public enum State {
    /** Another import is at work. */
    WAITING,
    RUNNING,
    DONE,
    /** The message says why. */
    FAILED,
    /** The house went down meanwhile; the same file can be brought in again. */
    INTERRUPTED
  }

  public boolean isOver() {
    return state != State.WAITING && state != State.RUNNING;
  }

  /** Per cent of the rows, 0 until they are counted. */
  public int progress() {
    if (state == State.DONE) {
      return 100;
    }
    return total == null || total == 0 ? 0 : (int) (100L * counts.rows() / total);
  }
}
