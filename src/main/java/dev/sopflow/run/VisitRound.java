package dev.sopflow.run;

import static java.util.stream.Collectors.joining;

import dev.sopflow.contact.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One coming of a run to a step that opens visits.
 *
 * @param occurrence 1 for the first time
 * @param ways the channels by which the visits may be made
 * @param perRep how many visits of this step a rep has open at most; all comings to the step then
 *     are one round, in which nobody is visited twice. Null: any number, and each coming visits
 *     anew
 */
public record VisitRound(
    long runId, String step, int occurrence, List<Channel> ways, Integer perRep) {

  /** By phone or chat, any number. */
  public VisitRound(long runId, String step, int occurrence) {
    this(runId, step, occurrence, List.of(Channel.CALL, Channel.CHAT), null);
  }

  /** The names of the channels, joined by commas. */
  public String joinedWays() {
    return ways.stream().map(Channel::name).collect(joining(","));
  }

  /** Whether one coming after the other takes from the same people until none is left. */
  boolean isDrained() {
    return perRep != null;
  }

  Map<String, Object> params() {
    return new HashMap<>(Map.of("runId", runId, "step", step, "occurrence", occurrence));
  }
}
