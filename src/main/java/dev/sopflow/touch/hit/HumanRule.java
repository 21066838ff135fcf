package dev.sopflow.touch.hit;

/**
 * One sign that a hit comes from a program: a named value.
 *
 * @param cost what it takes from the score
 */
record HumanRule(String name, int cost, Sign sign) {

  /** Whether it shows. */
  interface Sign {

    /**
     * @param crowd how many readers were behind the hit's network at about its time
     */
    boolean shows(Hit hit, Story story, int crowd);
  }
}
