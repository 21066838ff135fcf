package dev.sopflow.contact;

import java.util.Set;
import java.util.function.Function;

/**
 * What all chunks of an import share.
 *
 * @param consent channels that the list's people agreed to
 * @param knownBefore contacts with a greater id came while this import ran
 */
record ImportJob(
    long id,
    String fileName,
    Set<Channel> consent,
    String consentSource,
    String by,
    long knownBefore,
    Function<String, PositionLevel> levels,
    ListFollower follower) {

  private static final long NO_IMPORT = 0;

  /** Somebody who introduces themselves, and stands in no list. */
  static ImportJob ofOnePerson(
      Set<Channel> consent,
      String source,
      String by,
      Function<String, PositionLevel> levels,
      ListFollower follower) {
    return new ImportJob(NO_IMPORT, source, consent, source, by, NO_IMPORT, levels, follower);
  }

  boolean isOfOnePerson() {
    return id == NO_IMPORT;
  }
}
