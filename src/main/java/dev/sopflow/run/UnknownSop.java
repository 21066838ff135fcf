package dev.sopflow.run;

/** There is no startable SOP with this key. */
public class UnknownSop extends RuntimeException {

  public UnknownSop(String key) {
    super("There is no SOP '" + key + "'");
  }
}
