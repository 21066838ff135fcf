package dev.sopflow.contact;

import java.util.List;
import java.util.Map;

/**
 * Port: another room that learns from a list while it is brought in. What throws stops the import;
 * the chunks before stay.
 */
public interface ListFollower {

  /**
   * A row that was taken.
   *
   * @param cells what the follower's own columns say, by header; never blank
   */
  record Taken(long contactId, Map<String, String> cells) {}

  /** Whether a column without a meaning for contacts is the follower's, and no attribute. */
  boolean owns(String header);

  /** The import is in the book, and no row was read yet. */
  void opened(long importId);

  /** Rows were taken, in the transaction that takes them; may be called again if that fails. */
  void taken(long importId, List<Taken> rows);

  /** All rows were taken, in the transaction that ends the import. */
  void done(long importId);

  /** Nobody follows. */
  ListFollower NOBODY =
      new ListFollower() {
        @Override
        public boolean owns(String header) {
          return false;
        }

        @Override
        public void opened(long importId) {}

        @Override
        public void taken(long importId, List<Taken> rows) {}

        @Override
        public void done(long importId) {}
      };
}
