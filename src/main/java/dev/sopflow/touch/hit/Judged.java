package dev.sopflow.touch.hit;

/** A hit, and how much it is like a person's. */
record Judged(Hit hit, Story story, Score score) {}
