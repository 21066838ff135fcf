package dev.sopflow.architecture.broken.contact;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Breaks the laws of delegates: wrong room, public, no verb, two collaborators. */
public class FatDelegate implements JavaDelegate {

  Object first;
  Object second;

  @Override
  public void execute(DelegateExecution execution) {}
}
