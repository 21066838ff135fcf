package dev.sopflow.contact;

/** A list was brought in. */
public record ContactsImported(long importId, String fileName, ImportCounts counts, String by) {}
