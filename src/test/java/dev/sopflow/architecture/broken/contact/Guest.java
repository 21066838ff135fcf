package dev.sopflow.architecture.broken.contact;

/** What a room lets others use. */
public class Guest {}
