package dev.sopflow.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.camunda.bpm.engine.FormService;
import org.springframework.stereotype.Component;

/** The files of forms that are deployed, as they count now. */
@Component
class DeployedForms {

  private final FormService forms;

  DeployedForms(FormService forms) {
    this.forms = forms;
  }

  /** The form that a process asks for at its start; empty if it asks nothing. */
  Optional<String> ofStart(String processDefinitionId) {
    return forms.getStartFormData(processDefinitionId).getCamundaFormRef() == null
        ? Optional.empty()
        : Optional.of(read(forms.getDeployedStartForm(processDefinitionId)));
  }

  private static String read(InputStream file) {
    try (file) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read a deployed form", e);
    }
  }
}
