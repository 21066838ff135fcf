package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the page on which people register for what the run is about. */
@Component("openRegistration")
class OpenRegistration implements JavaDelegate {

  private final RegistrationOpenings openings;

  OpenRegistration(RegistrationOpenings openings) {
    this.openings = openings;
  }

  @Override
  public void execute(DelegateExecution execution) {
    openings.open(new Inputs(execution));
  }
}
