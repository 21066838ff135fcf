package dev.sopflow.form;

import java.util.List;
import java.util.Set;

/**
 * What somebody fills in.
 *
 * @param fields in the order in which they are shown
 */
public record Form(List<Field> fields) {

  /** A form that asks nothing. */
  public static final Form NONE = new Form(List.of());

  public Form {
    fields = List.copyOf(fields);
  }

  /** The same form without these fields, for a page that asks them in its own way. */
  public Form without(Set<String> keys) {
    return new Form(fields.stream().filter(field -> !keys.contains(field.key())).toList());
  }

  /** The fields that ask something. */
  public List<Field> asked() {
    return fields.stream().filter(field -> field.kind() != Field.Kind.WORDS).toList();
  }
}
