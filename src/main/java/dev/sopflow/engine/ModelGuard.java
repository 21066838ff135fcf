package dev.sopflow.engine;

import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.stereotype.Component;

/** Refuses a deployment whose models could not run here; the message names file and element. */
@Component
class ModelGuard implements Deployer {

  private final DecisionVersions versions;

  ModelGuard(DecisionVersions versions) {
    this.versions = versions;
  }

  @Override
  public void deploy(DeploymentEntity deployment) {
    if (deployment.isNew()) {
      versions.forgetAfterCommit();
    }
  }
}
