package dev.sopflow.run;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: what runs need of the process engine. */
public interface RunEngine {

  /**
   * An SOP that can be started.
   *
   * @param key the process id
   * @param version the deployed version
   */
  record Sop(String key, String name, int version) {}

  /** The SOPs that a person or another system may start; parts of SOPs are not among them. */
  List<Sop> sops();

  /**
   * The file of the form that an SOP asks for at its start; empty if it asks nothing.
   *
   * @throws UnknownSop if no startable SOP has this key
   */
  Optional<String> startForm(String sop);

  /** The file of the deployed form with this key, as it counts now. */
  Optional<String> form(String key);

  /**
   * Starts an SOP; its run row is made by the engine's start listener in the same transaction.
   *
   * @return the process instance id
   * @throws UnknownSop if no startable SOP has this key
   * @throws IllegalArgumentException if a variable can't be what a run starts with
   */
  String start(String sop, Map<String, Object> variables);

  /** Stops the run's processes, its visits included, where they stand. */
  void suspend(long runId);

  /** Lets them go on. */
  void activate(long runId);

  /** Ends them for good. */
  void cancel(long runId, String reason);

  /** Whether a process waits for a message of this name, wherever it stands. */
  boolean listens(String processInstanceId, String message);

  /** Gives a message to a process, if it waits for it; else nothing happens. */
  void tell(String processInstanceId, String message);

  /**
   * Starts visits' own processes in the caller's transaction, each with these variables.
   *
   * @param part the process id
   * @return the process instances' ids, in the order of {@code visits}
   */
  List<String> startVisits(String part, List<Map<String, Object>> visits);

  /** Whether any model starts with a message of this name, or any process waits for it. */
  boolean hears(String message);

  /**
   * Gives what a contact did to whoever waits for it in a run: the run's own processes and those of
   * the contact's visits. A model that starts with the message is started for it, unless visits
   * start it themselves. In the caller's transaction.
   *
   * @param variables are seen by what the message triggers, not by the process that waited
   */
  void tell(String message, long runId, long contactId, Map<String, Object> variables);

  /** Whether a model starts with a message of this name. */
  boolean startsOn(String message);

  /**
   * Starts the model that starts with a message, in the caller's transaction.
   *
   * @return the process instance's id
   */
  String startOn(String message, Map<String, Object> variables);

  /**
   * Ends visits' own processes in the caller's transaction, because there is nobody to visit any
   * more; what has ended already is left alone.
   */
  void endVisits(Collection<String> processInstanceIds, String reason);

  /** Takes the tasks of these visits from a user; they are then open to all reps. */
  void unassign(Collection<String> processInstanceIds, String user);

  /** The open task of each of these visits, by the visit's process; for links into the worklist. */
  Map<String, VisitTask> tasksOfVisits(Collection<String> processInstanceIds);

  /**
   * What a rep is to do.
   *
   * @param id the task in the worklist
   * @param name as the model calls it
   */
  record VisitTask(String id, String name) {}

  /**
   * A decision that a person has to take before a run can go on.
   *
   * @param taskId the task in the worklist
   * @param name as the model calls it
   * @param dueAt or null
   */
  record Waiting(String taskId, String name, long runId, Instant dueAt) {

    /** Whether it should have been taken by {@code now}. */
    public boolean isOverdue(Instant now) {
      return dueAt != null && dueAt.isBefore(now);
    }
  }

  /** The open tasks of runs themselves, visits not among them; the longest due first. */
  List<Waiting> waiting();

  /**
   * What the run's own model fills into the fields of its first step of this verb, as it is written
   * there, expressions included; empty if it has none.
   */
  Map<String, String> fieldsOf(long runId, String step);

  /**
   * The XML of the models that the run follows: its own, and that of every part that it has called,
   * over or not; empty for an unknown run.
   */
  List<String> models(long runId);

  /** The model's XML and where the run stands in it, for the picture; empty for an unknown run. */
  Optional<Picture> picture(long runId);

  /**
   * @param bpmn the model
   * @param standing ids of the activities that the run is at, with the count of tokens
   * @param passed ids of the activities that are done
   * @param called pictures of the called parts that the run is in, by their names
   */
  record Picture(
      String bpmn,
      Map<String, Integer> standing,
      List<String> passed,
      Map<String, Picture> called) {}
}
