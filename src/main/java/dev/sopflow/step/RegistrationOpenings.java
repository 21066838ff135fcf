package dev.sopflow.step;

import dev.sopflow.access.Actor;
import dev.sopflow.registration.Registrations;
import dev.sopflow.run.RunFacts;
import org.springframework.stereotype.Component;

/** Reads how a registration is to be opened; its page may say what the run is about. */
@Component
class RegistrationOpenings {

  private final Registrations registrations;
  private final RunFacts facts;

  RegistrationOpenings(Registrations registrations, RunFacts facts) {
    this.registrations = registrations;
    this.facts = facts;
  }

  void open(Inputs in) {
    facts.keep(in.runId(), in.runVariables());
    registrations.open(
        new Registrations.Opening(
            in.runId(),
            in.text("form"),
            in.text("piece"),
            in.instant("closesAt").orElse(null),
            in.optional("closesOn").orElse(null),
            Actor.current()));
  }
}
