package dev.sopflow.touch;

import java.time.Instant;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One rule of the gate: a named value.
 *
 * @param purposes the touches that must pass it
 */
record Rule(String name, Set<Purpose> purposes, BiFunction<Facts, Instant, Verdict> check) {

  Verdict of(Facts facts, Instant now) {
    return purposes.contains(facts.touch().purpose()) ? check.apply(facts, now) : Verdict.SEND;
  }
}
