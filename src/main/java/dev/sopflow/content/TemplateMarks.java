package dev.sopflow.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the {@code {{ }}} and {@code {% %}} marks of a template before it is parsed. Only choices
 * are part of the language, no loops and no includes, and marks are bounded in length, number and
 * depth: so the work of a template is bounded before anything runs.
 */
final class TemplateMarks {

  static final int MAX_MARKS = 400;
  static final int MAX_MARK_LENGTH = 500;
  static final int MAX_DEPTH = 10;

  private static final Pattern TAG = Pattern.compile("\\{%-?\\s*(\\w*)");
  private static final Map<String, String> BLOCKS =
      Map.of("if", "endif", "unless", "endunless", "case", "endcase", "comment", "endcomment");
  private static final List<String> SINGLE = List.of("elsif", "else", "when", "assign");
  private static final List<String> LOOPS = List.of("for", "tablerow");
  private static final List<String> LOOP_ENDS = List.of("endfor", "endtablerow");

  private record Open(String tag, int line) {}

  private final String source;
  private final List<TemplateProblem> problems = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private TemplateMarks(String source) {
    this.source = source;
  }

  /** What is wrong with the marks; empty when the template may be parsed. */
  static List<TemplateProblem> problemsOf(String source) {
    return new TemplateMarks(source).check();
  }

  private List<TemplateProblem> check() {
    int count = 0;
    int end = 0;
    for (int begin = opener(0); begin >= 0; begin = opener(end)) {
      end = endOf(begin);
      if (end < 0) {
        return add(begin, "open", source.substring(begin, begin + 2), closer(begin));
      }
      if (++count > MAX_MARKS) {
        return add(begin, "marks", "" + MAX_MARKS);
      }
      look(source.substring(begin, end), lineAt(begin));
    }
    open.forEach(it -> problems.add(TemplateProblem.at(it.line, "unclosed", it.tag, closes(it))));
    return problems;
  }

  private List<TemplateProblem> add(int at, String code, String... args) {
    problems.add(TemplateProblem.at(lineAt(at), code, args));
    return problems;
  }

  private int opener(int from) {
    int output = source.indexOf("{{", from);
    int tag = source.indexOf("{%", from);
    return output < 0 || tag < 0 ? Math.max(output, tag) : Math.min(output, tag);
  }

  /** Where the mark ends, or -1 when another begins before. */
  private int endOf(int begin) {
    int end = source.indexOf(closer(begin), begin + 2);
    int next = opener(begin + 2);
    return end < 0 || (next >= 0 && next < end) ? -1 : end + 2;
  }

  private String closer(int begin) {
    return source.charAt(begin + 1) == '{' ? "}}" : "%}";
  }

  private void look(String mark, int line) {
    if (mark.length() > MAX_MARK_LENGTH) {
      problems.add(TemplateProblem.at(line, "long", "" + MAX_MARK_LENGTH));
    } else if (mark.startsWith("{%")) {
      var tag = TAG.matcher(mark);
      tag.find();
      lookAtTag(tag.group(1), line);
    }
  }

  private void lookAtTag(String tag, int line) {
    if (BLOCKS.containsKey(tag)) {
      opens(tag, line);
    } else if (BLOCKS.containsValue(tag)) {
      closes(tag, line);
    } else if (LOOPS.contains(tag)) {
      problems.add(TemplateProblem.at(line, "loop", tag));
    } else if (!SINGLE.contains(tag) && !LOOP_ENDS.contains(tag)) {
      problems.add(TemplateProblem.at(line, "tag", tag));
    }
  }

  private void opens(String tag, int line) {
    open.push(new Open(tag, line));
    if (open.size() == MAX_DEPTH + 1) {
      problems.add(TemplateProblem.at(line, "deep", "" + MAX_DEPTH));
    }
  }

  private void closes(String tag, int line) {
    if (open.isEmpty() || !closes(open.peek()).equals(tag)) {
      problems.add(TemplateProblem.at(line, "unopened", tag));
    } else {
      open.pop();
    }
  }

  private static String closes(Open block) {
    return BLOCKS.get(block.tag);
  }

  private int lineAt(int offset) {
    return 1 + (int) source.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
