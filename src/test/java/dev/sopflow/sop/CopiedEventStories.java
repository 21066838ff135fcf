package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A second SOP, made by copying the files of the event and changing them: no Java. */
abstract class CopiedEventStories extends EventSteps {

  /** What is renamed; all else the copy shares with the original. */
  private static final List<String> MODELS =
      List.of("event-promotion", "event-aftermath", "event-follow-up", "event-plan");

  @Autowired RepositoryService repository;

  private String deployment;

  @AfterEach
  void forgetTheCopy() {
    repository.deleteDeployment(deployment, true);
  }

  @Test
  void aCopyWithDatesOfItsOwnRunsBesideTheOriginalWithTheSamePeople() throws IOException {
    deployment = deploy();
    people(4);
    var original = event(Map.of());
    var copy =
        start(
            "autumn-fair",
            Map.of(
                "name", "Autumn fair",
                "theme", "Less is more",
                "eventStart", "2026-03-18T14:00",
                "zone", "Europe/Berlin",
                "platform", "open",
                "lecturer", "Ada Byron",
                "replayPlanned", false));
    assertThat(dates.get(original, "announce").local()).isEqualTo("2026-03-11T10:00");
    assertThat(dates.get(copy, "announce").local()).isEqualTo("2026-03-15T10:00");
    assertThat(count("select count(*) from participant where state = 'ACTIVE'")).isEqualTo(8);

    open("Answer the small things").forEach(this::answerSmallThings);
    time.runDue();
    at("2026-03-18T23:30:00Z");
    answer("Approve review", Map.of("lessons", "None", "approved", true));
    assertThat(runState(copy)).isEqualTo("ENDED");
    assertThat(runState(original)).isEqualTo("RUNNING");
    nobodyGotOnePieceTwice();
  }

  private void answerSmallThings(Task task) {
    tasks.complete(
        task.getId(),
        Map.of(
            "listExpected", "no",
            "slidesAllowed", false,
            "lottery", false,
            "liveQuestions", false));
  }

  private String deploy() throws IOException {
    var copy = repository.createDeployment().name("autumn-fair");
    try (var files = Files.list(Path.of("processes/event"))) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        if (name.matches("(online-event|%s)\\.\\w+".formatted(String.join("|", MODELS)))) {
          copy.addString(changed(name), changed(Files.readString(file)));
        }
      }
    }
    return copy.deploy().getId();
  }

  private static String changed(String text) {
    var renamed =
        text.replace("online-event", "autumn-fair").replace("<text>-7</text>", "<text>-3</text>");
    for (var model : MODELS) {
      renamed =
          renamed.replace("\"" + model, "\"" + fair(model)).replace(">" + model, ">" + fair(model));
      renamed = renamed.startsWith(model) ? renamed.replace(model, fair(model)) : renamed;
    }
    return renamed;
  }

  private static String fair(String model) {
    return model.replace("event-", "fair-");
  }
}
