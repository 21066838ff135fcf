package dev.sopflow.contact;

import java.util.Set;

/**
 * A contact wants to hear no more of some topics; published inside the transaction that stores it,
 * so that whoever listens acts in it too.
 */
public record TopicsRefused(long contactId, Set<String> topics) {}
