package dev.sopflow.contact.list;

/** A list that can't be read as a whole; nothing of it was taken. */
public class BrokenList extends RuntimeException {

  private final String code;
  private final transient Object[] args;

  /**
   * @param code what is wrong: a message key below {@code contact.import.broken}
   * @param args the places that the message names
   */
  public BrokenList(String code, Object... args) {
    super(code);
    this.code = code;
    this.args = args;
  }

  /** Key of the message that says what is wrong and how to mend it. */
  public String messageKey() {
    return "contact.import.broken." + code;
  }

  public Object[] args() {
    return args.clone();
  }
}
