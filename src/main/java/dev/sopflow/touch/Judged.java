package dev.sopflow.touch;

/**
 * A due touch with the gate's verdict.
 *
 * @param facts what the verdict stands on
 */
record Judged(DueTouch touch, Facts facts, Verdict verdict) {}
