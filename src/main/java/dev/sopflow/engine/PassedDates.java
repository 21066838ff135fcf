package dev.sopflow.engine;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which dates a run's own process and the parts that it called have left behind. */
@Component
class PassedDates {

  private static final Pattern ASKED = Pattern.compile("plan\\.\\w+\\([^)]*['\"](\\w+)['\"]");

  private final JdbcClient db;
  private final RepositoryService repository;

  PassedDates(JdbcClient db, RepositoryService repository) {
    this.db = db;
    this.repository = repository;
  }

  private record Activity(String definition, String id) {}

  /** The names of dates for which a timer waits no more. */
  Set<String> of(long runId) {
    return db
        .sql(
            """
            select distinct a.PROC_DEF_ID_, a.ACT_ID_ from ACT_HI_ACTINST a
            join run r on r.process_instance_id = a.ROOT_PROC_INST_ID_
            where r.id = :run and a.END_TIME_ is not null
            """)
        .param("run", runId)
        .query((row, n) -> new Activity(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .flatMap(this::asked)
        .collect(Collectors.toSet());
  }

  private Stream<String> asked(Activity one) {
    var node = repository.getBpmnModelInstance(one.definition()).getModelElementById(one.id());
    return node instanceof FlowNode event
        ? event.getChildElementsByType(TimerEventDefinition.class).stream()
            .flatMap(timer -> ASKED.matcher(timer.getTextContent()).results())
            .map(asked -> asked.group(1))
        : Stream.empty();
  }
}
