package dev.sopflow.engine;

import java.util.ArrayList;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.springframework.stereotype.Component;

/**
 * Refuses a deployment, by whichever way it comes, whose models could not run here; the message
 * names file and element.
 */
@Component
class ModelGuard implements Deployer {

  private final Vocabulary vocabulary;
  private final DecisionVersions versions;

  ModelGuard(Vocabulary vocabulary, DecisionVersions versions) {
    this.vocabulary = vocabulary;
    this.versions = versions;
  }

  @Override
  public void deploy(DeploymentEntity deployment) {
    if (deployment.isNew()) {
      refuseBroken(deployment.getResources().values());
      versions.forgetAfterCommit();
    }
  }

  private void refuseBroken(Iterable<ResourceEntity> files) {
    var models = new ArrayList<ModelFile>();
    files.forEach(file -> models.add(new ModelFile(file.getName(), file.getBytes())));
    var problems = new ModelChecks(vocabulary.steps(), References.to(models)).problems(models);
    if (!problems.isEmpty()) {
      throw new BadUserRequestException("Nothing was deployed. " + String.join("; ", problems));
    }
  }
}
