package dev.sopflow.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Brings the shipped models, tables and forms into the engine at each start; a file that has not
 * changed since it was last shipped is left alone, so a newer version by an ops lead stays in
 * force.
 */
@Component
class Deployment implements SmartInitializingSingleton {

  private static final String NAME = "sopflow";

  /**
   * @param resources where the shipped files are, as class path patterns
   */
  @ConfigurationProperties("sopflow.deployment")
  record Shipped(List<String> resources) {}

  private final RepositoryService repository;
  private final ResourcePatternResolver files;
  private final Shipped shipped;

  Deployment(RepositoryService repository, ResourcePatternResolver files, Shipped shipped) {
    this.repository = repository;
    this.files = files;
    this.shipped = shipped;
  }

  @Override
  public void afterSingletonsInstantiated() {
    var deployment =
        repository.createDeployment().name(NAME).source(NAME).enableDuplicateFiltering(true);
    shipped.resources().forEach(pattern -> add(pattern, deployment));
    deployment.deploy();
  }

  private void add(String pattern, DeploymentBuilder deployment) {
    try {
      for (Resource file : files.getResources(pattern)) {
        deployment.addInputStream(nameOf(file), file.getInputStream());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the shipped files " + pattern, e);
    }
  }

  /** The last folder and the file: the same from a jar and from a working copy. */
  private static String nameOf(Resource file) throws IOException {
    var path = file.getURL().getPath().split("/");
    return path[path.length - 2] + "/" + path[path.length - 1];
  }
}
