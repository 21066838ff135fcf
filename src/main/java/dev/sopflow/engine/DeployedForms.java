package dev.sopflow.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of forms that are deployed, as they count now. */
@Component
class DeployedForms {

  private static final String LATEST =
      """
      select DEPLOYMENT_ID_ as deployment, RESOURCE_NAME_ as file from ACT_RE_CAMFORMDEF
      where KEY_ = :key order by VERSION_ desc fetch first 1 row only
      """;

  private final FormService forms;
  private final RepositoryService repository;
  private final JdbcClient db;

  DeployedForms(FormService forms, RepositoryService repository, JdbcClient db) {
    this.repository = repository;
    this.db = db;
    this.forms = forms;
  }

  /** The form that a process asks for at its start; empty if it asks nothing. */
  Optional<String> ofStart(String processDefinitionId) {
    return forms.getStartFormData(processDefinitionId).getCamundaFormRef() == null
        ? Optional.empty()
        : Optional.of(read(forms.getDeployedStartForm(processDefinitionId)));
  }

  /** The form with this key; empty if there is none. */
  Optional<String> withKey(String key) {
    return db.sql(LATEST)
        .param("key", key)
        .query(Stored.class)
        .optional()
        .map(it -> read(repository.getResourceAsStream(it.deployment(), it.file())));
  }

  private record Stored(String deployment, String file) {}

  private static String read(InputStream file) {
    try (file) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read a deployed form", e);
    }
  }
}
