package dev.sopflow.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Refuses a deployment, by whichever way it comes, whose models could not run here; the message
 * names file and element.
 */
@Component
class ModelGuard implements Deployer {

  private final ListableBeanFactory house;
  private final DecisionVersions versions;

  ModelGuard(ListableBeanFactory house, DecisionVersions versions) {
    this.house = house;
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
    var steps = List.of(house.getBeanNamesForType(JavaDelegate.class, true, false));
    var models = new ArrayList<ModelFile>();
    files.forEach(file -> models.add(new ModelFile(file.getName(), file.getBytes())));
    var problems = new ModelChecks(steps, References.to(models)).problems(models);
    if (!problems.isEmpty()) {
      throw new BadUserRequestException("Nothing was deployed. " + String.join("; ", problems));
    }
  }
}
