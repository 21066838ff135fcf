package dev.sopflow.content;

import java.util.List;

/**
 * What is wrong with a template, and where.
 *
 * @param line from 1
 * @param code a key in the message bundle under {@code content.problem.}
 * @param args the message's arguments
 */
record TemplateProblem(int line, String code, List<String> args) {

  static TemplateProblem at(int line, String code, String... args) {
    return new TemplateProblem(line, code, List.of(args));
  }
}
