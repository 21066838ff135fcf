package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets a decision table mark participants, and leaves the doubtful to a person. */
@Component("screen")
class Screen implements JavaDelegate {

  private final ScreenRounds rounds;

  Screen(ScreenRounds rounds) {
    this.rounds = rounds;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var result = rounds.screen(new Inputs(execution));
    execution.setVariable("screened", result.screened());
    execution.setVariable("doubtful", result.doubtful());
  }
}
