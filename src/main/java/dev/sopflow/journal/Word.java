package dev.sopflow.journal;

/**
 * A word for programs, such as a verdict, as an argument of an entry: the journal says it in the
 * reader's words.
 *
 * @param key behind {@code journal.word.} in the message bundle
 */
public record Word(String key) {}
