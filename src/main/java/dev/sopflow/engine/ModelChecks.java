package dev.sopflow.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.ModelException;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;

/**
 * What must be true of a model before the engine takes it: it can be read, says how long its
 * history is kept, uses only the vocabulary, and refers only to what is there.
 */
final class ModelChecks {

  /** The newest form schema that the shipped Tasklist can show. */
  private static final int NEWEST_FORM_SCHEMA = 16;

  private final Collection<String> steps;
  private final References references;

  ModelChecks(Collection<String> steps, References references) {
    this.steps = steps;
    this.references = references;
  }

  /** Every problem in plain words; empty if all is well. */
  List<String> problems(List<ModelFile> models) {
    return models.stream().flatMap(this::problems).map(ModelChecks::oneLine).toList();
  }

  private Stream<String> problems(ModelFile model) {
    try {
      return check(model).map(problem -> model.name() + ": " + problem);
    } catch (ModelException | JsonParseException e) {
      return Stream.of(model.name() + " can't be read: " + innermost(e).getMessage());
    }
  }

  private Stream<String> check(ModelFile model) {
    if (model.isProcess()) {
      return process(model);
    }
    if (model.isDecision()) {
      return decisions(model);
    }
    return model.isForm()
        ? form(model)
        : Stream.of("is no model; deploy .bpmn, .dmn and .form files only");
  }

  private Stream<String> process(ModelFile file) {
    var model = Bpmn.readModelFromStream(file.stream());
    var problems = new ArrayList<String>();
    model.getModelElementsByType(Process.class).stream()
        .filter(
            process ->
                process.isExecutable() && isBlank(process.getCamundaHistoryTimeToLiveString()))
        .forEach(process -> problems.add(noTimeToLive(process.getId())));
    new ElementChecks(steps, references).check(model.getDocument().getRootElement(), problems);
    return Stream.concat(problems.stream(), CodeChecks.of(file)).distinct();
  }

  private static Stream<String> decisions(ModelFile file) {
    var unlimited =
        Dmn.readModelFromStream(file.stream()).getModelElementsByType(Decision.class).stream()
            .filter(decision -> isBlank(decision.getCamundaHistoryTimeToLiveString()))
            .map(decision -> noTimeToLive(decision.getId()));
    return Stream.concat(unlimited, CodeChecks.of(file));
  }

  private static Stream<String> form(ModelFile file) {
    var form = JsonParserFactory.getJsonParser().parseMap(file.text());
    if (!(form.get("id") instanceof String)) {
      return Stream.of("the form has no id");
    }
    if (form.get("schemaVersion") instanceof Number version
        && version.intValue() > NEWEST_FORM_SCHEMA) {
      return Stream.of(
          "the form has schema version %s; Tasklist shows up to %d"
              .formatted(version, NEWEST_FORM_SCHEMA));
    }
    return Stream.empty();
  }

  private static String noTimeToLive(String id) {
    return "'%s' has no history time to live; set one, such as P180D".formatted(id);
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static Throwable innermost(Throwable e) {
    return e.getCause() == null ? e : innermost(e.getCause());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
