package dev.sopflow.audience;

import java.util.List;

/** How many contacts conditions find, and the first few of them by name. */
public record Match(long count, List<Member> sample) {}
