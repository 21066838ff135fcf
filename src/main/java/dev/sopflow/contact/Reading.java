package dev.sopflow.contact;

import dev.sopflow.contact.list.ListRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a row of a list says about a person.
 *
 * @param rejected the row can't be taken, for the problems given
 * @param aside cells that say nothing lasting about the person, by header; see {@link ListFollower}
 */
record Reading(
    ListRow row,
    Profile profile,
    boolean rejected,
    List<Problem> problems,
    Map<String, String> aside) {

  Reading(ListRow row, Profile profile, boolean rejected, List<Problem> problems) {
    this(row, profile, rejected, problems, Map.of());
  }

  /** With the follower's columns set aside. */
  Reading apart(ListFollower follower) {
    var theirs = new LinkedHashMap<>(profile.attributes());
    theirs.keySet().removeIf(header -> !follower.owns(header));
    return theirs.isEmpty()
        ? this
        : new Reading(row, profile.withoutAttributes(theirs.keySet()), rejected, problems, theirs);
  }
}
