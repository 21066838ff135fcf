package dev.sopflow.run.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sopflow.run.ParticipantList;
import dev.sopflow.run.ParticipantState;
import dev.sopflow.run.Run;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.RunState;
import dev.sopflow.run.Runs;
import dev.sopflow.web.Page;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs for other systems. */
@RestController
@RequestMapping("/api/runs")
class RunsApi {

  private final Runs runs;
  private final RunControl control;
  private final ParticipantList participants;

  RunsApi(Runs runs, RunControl control, ParticipantList participants) {
    this.runs = runs;
    this.control = control;
    this.participants = participants;
  }

  /** What to start: exactly one of {@code audience} and {@code contacts}. */
  record Start(
      String sop,
      String audience,
      List<Long> contacts,
      Map<String, Object> variables,
      String name) {}

  record RunView(
      long id,
      String code,
      String sop,
      int sopVersion,
      String name,
      RunState state,
      String audience,
      String processInstanceId,
      String startedBy,
      Instant startedAt,
      Instant endedAt,
      String calledOffBy) {

    static RunView of(Run run) {
      return new RunView(
          run.id(),
          run.code(),
          run.sop(),
          run.sopVersion(),
          run.name(),
          run.state(),
          run.audience(),
          run.processInstanceId(),
          run.startedBy(),
          run.startedAt(),
          run.endedAt(),
          run.calledOffBy());
    }
  }

  /** A run with how many participants are in each state. */
  record RunDetail(@JsonUnwrapped RunView run, Map<ParticipantState, Integer> participants) {}

  @PostMapping
  ResponseEntity<RunView> start(@RequestBody Start wanted, Principal user) {
    var run =
        control.start(
            new RunOrder(
                wanted.sop(),
                wanted.audience(),
                wanted.contacts(),
                wanted.variables(),
                wanted.name(),
                user.getName()));
    return ResponseEntity.created(URI.create("/api/runs/" + run.id())).body(RunView.of(run));
  }

  @GetMapping
  Page<RunView> list(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    var asked = new Page.Asked(page, size);
    var items = runs.list(asked.offset(), asked.size()).stream().map(RunView::of).toList();
    return asked.of(items, runs.count());
  }

  @GetMapping("/{id}")
  RunDetail get(@PathVariable long id) {
    return new RunDetail(RunView.of(runs.get(id)), participants.byState(id));
  }

  @GetMapping("/{id}/participants")
  Page<ParticipantList.Participant> participants(
      @PathVariable long id,
      @RequestParam(required = false) ParticipantState state,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    runs.get(id);
    var asked = new Page.Asked(page, size);
    return asked.of(
        participants.page(id, state, asked.offset(), asked.size()), participants.count(id, state));
  }

  @PostMapping("/{id}/pause")
  RunView pause(@PathVariable long id, Principal user) {
    control.pause(id, user.getName());
    return RunView.of(runs.get(id));
  }

  @PostMapping("/{id}/resume")
  RunView resume(@PathVariable long id, Principal user) {
    control.resume(id, user.getName());
    return RunView.of(runs.get(id));
  }

  @PostMapping("/{id}/cancel")
  RunView cancel(@PathVariable long id, Principal user) {
    control.cancel(id, user.getName());
    return RunView.of(runs.get(id));
  }
}
