package dev.sopflow.content;

import java.util.List;

/** A piece can't be kept or activated; each problem is a sentence with its place and fix. */
public class ContentRejected extends RuntimeException {

  private final transient List<String> problems;

  public ContentRejected(List<String> problems) {
    super(String.join(" ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
