package dev.sopflow.architecture.broken.contact.web;

/** Breaks the law that nothing points at web. */
public class OpenToAll {}
