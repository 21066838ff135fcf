package dev.sopflow.run;

import java.util.List;
import java.util.Map;

/**
 * What to start, and for whom: exactly one of {@code audience} and {@code contacts} is given.
 *
 * @param sop the SOP's key
 * @param audience an audience's key, or null
 * @param contacts ids of hand-picked contacts, or null
 * @param variables for the model, plain values only; null for none
 * @param name null: the SOP's name and the day
 * @param by the user who starts it
 */
public record RunOrder(
    String sop,
    String audience,
    List<Long> contacts,
    Map<String, Object> variables,
    String name,
    String by) {

  /** Variables that the house sets itself. */
  static final String AUDIENCE = "audience";

  static final String NAME = "name";
  private static final List<String> OURS = List.of("runId", "runCode", AUDIENCE, NAME);

  public RunOrder {
    audience = audience == null || audience.isBlank() ? null : audience.strip();
    contacts = contacts == null ? List.of() : List.copyOf(contacts);
    variables = variables == null ? Map.of() : variables;
    checkWhat(sop);
    checkWhom(audience, contacts);
    variables.keySet().forEach(RunOrder::checkVariable);
  }

  private static void checkWhat(String sop) {
    if (sop == null || sop.isBlank()) {
      throw new IllegalArgumentException("'sop' must name the SOP to start");
    }
  }

  private static void checkWhom(String audience, List<Long> contacts) {
    if ((audience == null) == contacts.isEmpty()) {
      throw new IllegalArgumentException(
          "Say for whom: give either 'audience' or 'contacts', and not both");
    }
  }

  private static void checkVariable(String name) {
    if (OURS.contains(name)) {
      throw new IllegalArgumentException(
          "Leave out the variable '" + name + "': the house sets it");
    }
  }
}
