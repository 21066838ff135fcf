package dev.sopflow.run;

import dev.sopflow.audience.Audiences;
import dev.sopflow.audience.UnknownAudience;
import dev.sopflow.journal.OpsJournal;
import dev.sopflow.touch.Reason;
import dev.sopflow.touch.Touches;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts, pauses, resumes and cancels runs: engine, ledger and people together, or not at all. */
@Service
public class RunControl {

  /** The message to a model that its run is cancelled: what it then does is the run's farewell. */
  public static final String CALLED_OFF = "RunCalledOff";

  private final Runs runs;
  private final RunEngine engine;
  private final Touches touches;
  private final VisitEnds visits;
  private final Audiences audiences;
  private final OpsJournal journal;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  RunControl(
      Runs runs,
      RunEngine engine,
      Touches touches,
      VisitEnds visits,
      Audiences audiences,
      OpsJournal journal,
      Clock clock,
      ApplicationEventPublisher events) {
    this.runs = runs;
    this.engine = engine;
    this.touches = touches;
    this.visits = visits;
    this.audiences = audiences;
    this.journal = journal;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Starts a run.
   *
   * @throws UnknownSop if there is no startable SOP with this key
   * @throws UnknownAudience if there is no such audience
   * @throws IllegalArgumentException if one of the contacts is not known
   */
  @Transactional
  public Run start(RunOrder order) {
    var sop = sop(order.sop());
    var variables = new HashMap<>(order.variables());
    variables.put(RunOrder.AUDIENCE, audienceOf(order));
    variables.put(RunOrder.NAME, nameOf(order, sop));
    var process = engine.start(sop.key(), variables);
    return runs.byProcess(process).orElseThrow();
  }

  /**
   * Stops a run where it stands: its processes, visits included, and what is still to be sent.
   *
   * @throws UnknownRun if there is none with this id
   * @throws WrongState unless it is running
   */
  @Transactional
  public void pause(long runId, String by) {
    var run = lock(runId, RunState.RUNNING, "only a running one can be paused");
    engine.suspend(runId);
    var held = touches.hold(runId);
    runs.state(runId, RunState.PAUSED, false);
    journal.write(runId, by, "journal.run.paused", run.name(), held);
  }

  /**
   * Lets a paused run go on.
   *
   * @throws UnknownRun if there is none with this id
   * @throws WrongState unless it is paused
   */
  @Transactional
  public void resume(long runId, String by) {
    var run = lock(runId, RunState.PAUSED, "only a paused one can be resumed");
    engine.activate(runId);
    var released = touches.release(runId);
    runs.state(runId, RunState.RUNNING, false);
    journal.write(runId, by, "journal.run.resumed", run.name(), released);
    events.publishEvent(new RunResumed(runId));
  }

  /**
   * Ends a run for good: what is planned is dropped, its open visits are cancelled, its
   * participants end. A run whose model has a farewell ({@link #CALLED_OFF}) goes on with that
   * alone, and is cancelled when it is through; cancelled again meanwhile, it ends at once.
   *
   * @throws UnknownRun if there is none with this id
   * @throws WrongState if it has ended already
   */
  @Transactional
  public void cancel(long runId, String by) {
    var run = runs.lock(runId);
    if (!run.isOpen()) {
      throw new WrongState(run, "only a running or paused one can be cancelled");
    }
    if (hasFarewell(run)) {
      callOff(run, by);
    } else {
      stop(run, by);
    }
  }

  /** Whether cancelling the run now would let its model say farewell first. */
  public boolean hasFarewell(Run run) {
    return run.isOpen()
        && run.calledOffBy() == null
        && engine.listens(run.processInstanceId(), CALLED_OFF);
  }

  private void callOff(Run run, String by) {
    // Stands still first, so that no job can plan more touches behind our back.
    engine.suspend(run.id());
    var processes = visits.processesOfRun(run.id());
    var visitsOpen = visits.cancelOfRun(run.id());
    engine.endVisits(processes, "Cancelled by " + by);
    var dropped = touches.withdraw(run.id(), Reason.RUN_CANCELLED);
    visits.bringBack(run.id());
    runs.calledOff(run.id(), by);
    journal.write(run.id(), by, "journal.run.calledOff", run.name(), dropped, visitsOpen);
    engine.activate(run.id());
    engine.tell(run.processInstanceId(), CALLED_OFF);
  }

  private void stop(Run run, String by) {
    var runId = run.id();
    var visitsOpen = visits.cancelOfRun(runId);
    runs.state(runId, RunState.CANCELLED, true);
    // Before the touches are taken back, so that no job can plan more of them behind our back.
    engine.cancel(runId, "Cancelled by " + by);
    close(run, by, visitsOpen);
  }

  /**
   * Closes the run of a process that ended by itself; its active participants end with it, their
   * open visits stay for the reps.
   *
   * @param atOnce whether the model stops everything where it ends; else what is planned still goes
   */
  @Transactional
  public void ended(String processInstanceId, boolean atOnce) {
    runs.byProcess(processInstanceId).filter(Run::isOpen).ifPresent(run -> end(run, atOnce));
  }

  private void end(Run run, boolean atOnce) {
    var dropped = atOnce ? touches.withdraw(run.id(), Reason.RUN_STOPPED) : 0;
    runs.close(run.id(), run.calledOffBy() == null ? RunState.ENDED : RunState.CANCELLED);
    var entry = atOnce ? "journal.run.stopped" : "journal.run.ended";
    journal.write(run.id(), run.startedBy(), entry, run.name(), dropped);
  }

  /**
   * Follows a process that is being deleted in the engine, by whatever means: its run is cancelled,
   * its visits' processes end with it; a visit is cancelled. What is closed already stays as it is.
   */
  @Transactional
  public void deleted(String processInstanceId, String by) {
    visits.cancelOfProcess(processInstanceId);
    runs.byProcess(processInstanceId).filter(Run::isOpen).ifPresent(run -> endWithVisits(run, by));
  }

  private void endWithVisits(Run run, String by) {
    var processes = visits.processesOfRun(run.id());
    close(run, by, visits.cancelOfRun(run.id()));
    engine.endVisits(processes, "Cancelled by " + by);
  }

  /** Takes touches and participants in the order in which whoever leaves a run does. */
  private void close(Run run, String by, int visitsCancelled) {
    var dropped = touches.withdraw(run.id(), Reason.RUN_CANCELLED);
    visits.bringBack(run.id());
    runs.close(run.id(), RunState.CANCELLED);
    journal.write(run.id(), by, "journal.run.cancelled", run.name(), dropped, visitsCancelled);
  }

  private Run lock(long runId, RunState state, String only) {
    var run = runs.lock(runId);
    if (run.state() != state) {
      throw new WrongState(run, only);
    }
    return run;
  }

  private RunEngine.Sop sop(String key) {
    return engine.sops().stream()
        .filter(sop -> sop.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new UnknownSop(key));
  }

  private String audienceOf(RunOrder order) {
    if (order.audience() == null) {
      return audiences.handPicked(order.contacts(), order.by());
    }
    if (!audiences.exists(order.audience())) {
      throw new UnknownAudience(order.audience());
    }
    return order.audience();
  }

  private String nameOf(RunOrder order, RunEngine.Sop sop) {
    return order.name() == null || order.name().isBlank()
        ? sop.name() + " " + LocalDate.ofInstant(clock.instant(), clock.getZone())
        : order.name().strip();
  }
}
