package dev.sopflow.run;

/** There is no run with this id. */
public class UnknownRun extends RuntimeException {

  public UnknownRun(long id) {
    super("There is no run " + id);
  }
}
