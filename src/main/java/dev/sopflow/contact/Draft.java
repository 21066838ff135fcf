package dev.sopflow.contact;

import java.util.EnumSet;
import java.util.Set;

/** A person while the rows of a chunk are gathered on them. */
final class Draft {

  /** Null: not stored yet. */
  private final Long id;

  private final Profile before;
  private final Set<Channel> agreed = EnumSet.noneOf(Channel.class);
  private Profile now;

  private Draft(Long id, Profile before, Profile now) {
    this.id = id;
    this.before = before;
    this.now = now;
  }

  static Draft known(Person person) {
    return new Draft(person.id(), person.profile(), person.profile());
  }

  static Draft fresh(Profile profile) {
    return new Draft(null, Profile.named(""), profile);
  }

  Long id() {
    return id;
  }

  boolean isFresh() {
    return id == null;
  }

  Profile now() {
    return now;
  }

  Change change() {
    return new Change(before, now);
  }

  /** Whether there is something to store about somebody known. */
  boolean isOlderAndChanged() {
    return !isFresh() && (!now.equals(before) || !agreed.isEmpty());
  }

  Set<Channel> agreed() {
    return agreed;
  }

  /** Takes what a row says; returns whether that taught us something. */
  boolean learn(Profile row) {
    var filled = now.filledBy(row);
    var learned = !filled.equals(now);
    now = filled;
    return learned;
  }
}
