package dev.sopflow.step;

import dev.sopflow.contact.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * The fields of a step, read as what they mean. What is missing or can't be read is an {@link
 * BadUserRequestException} that names the step and the field.
 *
 * @param answered whether a person's form filled them in; else only the model at this step does,
 *     whatever variables of the same name a client has set
 */
record Inputs(DelegateExecution execution, boolean answered) {

  /** As the model fills them in. */
  Inputs(DelegateExecution execution) {
    this(execution, false);
  }

  /** As the form before this step filled them in. */
  static Inputs answeredBefore(DelegateExecution execution) {
    return new Inputs(execution, true);
  }

  /** The run that the process belongs to. */
  long runId() {
    if (execution.getVariable("runId") instanceof Number run) {
      return run.longValue();
    }
    throw new BadUserRequestException(
        "Step '%s' belongs to no run; hand 'runId' over to the parts of an SOP".formatted(name()));
  }

  /** The variables of the run's own process. */
  Map<String, Object> runVariables() {
    var root = execution.getProcessInstance();
    while (root.getSuperExecution() != null) {
      root = root.getSuperExecution().getProcessInstance();
    }
    return root.getVariables();
  }

  /** The step's name in the ledger. */
  String step() {
    return execution.getCurrentActivityId();
  }

  /** The step's name as the model shows it. */
  String name() {
    return execution.getCurrentActivityName();
  }

  /** Blank counts as left out. */
  Optional<String> optional(String field) {
    return Optional.ofNullable(value(field))
        .map(value -> value.toString().strip())
        .filter(text -> !text.isEmpty());
  }

  String text(String field) {
    return optional(field).orElseThrow(() -> new BadUserRequestException(say(field, "is empty")));
  }

  /** As the model or a client gave it: null, a text, or a value of another kind. */
  Object raw(String field) {
    return value(field);
  }

  long number(String field) {
    return read(field, Long::parseLong, "must be a whole number");
  }

  /** A whole number from 1 on. */
  int count(String field) {
    var number = number(field);
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw new BadUserRequestException(say(field, "must be at least 1, not " + number));
    }
    return (int) number;
  }

  /** A span of calendar time, such as P7D or PT12H. */
  Duration span(String field) {
    return read(field, Duration::parse, "must be a duration such as P7D or PT12H");
  }

  /** The date in {@code field}, which must be there. */
  Instant date(String field) {
    return instant(field).orElseThrow(() -> new BadUserRequestException(say(field, "is empty")));
  }

  Optional<Instant> instant(String field) {
    return Optional.ofNullable(value(field))
        .map(
            value -> {
              if (value instanceof Date date) {
                return date.toInstant();
              }
              throw new BadUserRequestException(say(field, "must be a date"));
            });
  }

  <E extends Enum<E>> E oneOf(String field, Class<E> type) {
    return read(
        field,
        value -> Enum.valueOf(type, value),
        "must be one of " + Arrays.toString(type.getEnumConstants()));
  }

  /** The text of {@code field}, one of those that {@code choices} lists, if it lists any. */
  String oneOf(String field, String choices) {
    var value = text(field);
    var listed = optional(choices);
    if (listed.isPresent() && !List.of(listed.get().split(" *, *")).contains(value)) {
      throw new BadUserRequestException(
          say(field, "must be one of %s, not '%s'".formatted(listed.get(), value)));
    }
    return value;
  }

  List<Channel> channels(String field) {
    return read(
        field,
        value -> Arrays.stream(value.split(",")).map(String::strip).map(Channel::valueOf).toList(),
        "must be channels joined by commas, of " + Arrays.toString(Channel.values()));
  }

  private Object value(String field) {
    return answered ? execution.getVariable(field) : mapped(field);
  }

  /** A step that maps nothing has no scope of its own, but stands in that of its process. */
  private Object mapped(String field) {
    return execution.getParentId() == null ? null : execution.getVariableLocal(field);
  }

  private <T> T read(String field, Function<String, T> reader, String must) {
    var value = text(field);
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new BadUserRequestException(say(field, must + ", not '" + value + "'"), e);
    }
  }

  private String say(String field, String problem) {
    return "Step '%s': the field '%s' %s".formatted(name(), field, problem);
  }
}
