package dev.sopflow.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Who acts at this moment: the user whose click brought the process here, or the house. */
final class Person {

  private Person() {}

  static String behind(DelegateExecution execution) {
    var user = execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
    return user == null || user.getUserId() == null ? "system" : user.getUserId();
  }
}
