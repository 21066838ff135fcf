package dev.sopflow.contact;

import java.util.Set;
import java.util.function.Function;

/**
 * What all chunks of an import share.
 *
 * @param consent channels that the list's people agreed to
 * @param knownBefore contacts with a greater id came while this import ran
 */
record ImportJob(
    long id,
    String fileName,
    Set<Channel> consent,
    String consentSource,
    String by,
    long knownBefore,
    Function<String, PositionLevel> levels,
    ListFollower follower) {}
