package dev.sopflow.content;

/**
 * What an ops lead wants a piece to be.
 *
 * @param key the rendition's key
 * @param piece shared by all renditions; null: the key itself for a new one, else as it is
 * @param changeNote why, or null
 */
public record ContentDraft(
    String key, String piece, String name, Marks marks, Words words, String changeNote) {}
