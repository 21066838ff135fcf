package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RoundEnds;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ends the rounds that a model names. */
@Component
class RoundEndings {

  private final RoundEnds rounds;
  private final Participants participants;

  RoundEndings(RoundEnds rounds, Participants participants) {
    this.rounds = rounds;
    this.participants = participants;
  }

  /** Returns how many were not reached. */
  int end(Inputs in) {
    var steps = List.of(in.text("steps").split(" *, *"));
    var missed = rounds.end(in.runId(), steps, Actor.current());
    in.optional("markName").ifPresent(mark -> mark(in, missed, mark));
    return missed.size();
  }

  private void mark(Inputs in, List<Long> missed, String mark) {
    var who = ContactSet.ofAll(missed.toArray(Long[]::new));
    participants.mark(in.runId(), who, mark, in.text("markValue"));
  }
}
