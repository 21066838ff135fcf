package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** Every SOP's stories, and then whether they have taken every road. */
@SopflowTest
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class SopTest {

  @Nested
  @Order(1)
  class NurtureCadence extends NurtureStories {}

  @Nested
  @Order(2)
  class FollowUpVisit extends VisitStories {}

  @Nested
  @Order(3)
  class OwnSop extends OwnSopStories {}

  @Nested
  @Order(3)
  class PrivateDomainAdd extends ConnectionStories {}

  @Nested
  @Order(3)
  class Reply extends ReplyStories {}

  @Nested
  @Order(3)
  class Answer extends AnswerStories {}

  @Nested
  @Order(3)
  class Customers extends CustomerStories {}

  @Nested
  @Order(4)
  class OnlineEvent extends EventStories {}

  @Nested
  @Order(5)
  class CopiedEvent extends CopiedEventStories {}

  @Nested
  @Order(6)
  class EveryRoad {

    /** Other tests bring models of their own into the same engine. */
    private static final Set<String> SHIPPED = shipped();

    @Autowired RepositoryService repository;
    @Autowired HistoryService history;

    private static Set<String> shipped() {
      try (var files = Files.walk(Path.of("processes"))) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".bpmn"))
            .map(name -> name.replace(".bpmn", ""))
            .collect(Collectors.toSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Test
    void everyEndAndBoundaryEventWasReached() {
      var missed = new ArrayList<String>();
      var shipped =
          repository.createProcessDefinitionQuery().latestVersion().list().stream()
              .filter(process -> SHIPPED.contains(process.getKey()))
              .toList();
      assertThat(shipped).hasSizeGreaterThanOrEqualTo(3);
      shipped.forEach(process -> missed.addAll(missed(process)));
      assertThat(missed).isEmpty();
    }

    private List<String> missed(ProcessDefinition process) {
      var model = repository.getBpmnModelInstance(process.getId());
      return model.getModelElementsByType(Event.class).stream()
          .filter(event -> event instanceof EndEvent || event instanceof BoundaryEvent)
          .map(Event::getId)
          .filter(id -> !isReached(process, id))
          .map(id -> process.getKey() + " " + id)
          .toList();
    }

    private boolean isReached(ProcessDefinition process, String activity) {
      return history
              .createHistoricActivityInstanceQuery()
              .processDefinitionId(process.getId())
              .activityId(activity)
              .count()
          > 0;
    }
  }
}
