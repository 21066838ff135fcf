package dev.sopflow.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/** Opens and forgets, where no process engine stands behind the port. */
@Component
@Fallback
class EngineOfTests implements RunEngine {

  private final Runs runs;

  EngineOfTests(Runs runs) {
    this.runs = runs;
  }

  @Override
  public List<Sop> sops() {
    return List.of(new Sop("sop-a", "The first SOP", 1));
  }

  @Override
  public String start(String sop, Map<String, Object> variables) {
    var process = UUID.randomUUID().toString();
    var name = (String) variables.get("name");
    var audience = (String) variables.get("audience");
    runs.opened(new Runs.Started(sop, 1, name, process, audience, "ops"));
    return process;
  }

  @Override
  public void suspend(long runId) {}

  @Override
  public void activate(long runId) {}

  @Override
  public void cancel(long runId, String reason) {}

  @Override
  public void endVisits(Collection<String> processInstanceIds, String reason) {}

  @Override
  public Map<String, String> tasksOfVisits(Collection<String> processInstanceIds) {
    return Map.of();
  }

  @Override
  public List<Waiting> waiting() {
    return List.of();
  }

  @Override
  public Optional<Picture> picture(long runId) {
    return Optional.empty();
  }
}
