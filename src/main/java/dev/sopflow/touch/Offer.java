package dev.sopflow.touch;

/**
 * An active rendition that a plan may send.
 *
 * @param channel a channel's name
 * @param topic what it is about, or null
 */
record Offer(long versionId, String piece, String channel, String language, String topic) {}
