package dev.sopflow.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a backup says of one participant, while the parts come together. */
final class BackupLine {

  static final List<String> ABOUT_THE_CONTACT =
      List.of(
          "Name",
          "Company",
          "Job title",
          "City",
          "Region",
          "Language",
          "Time zone",
          "Owner",
          "Email",
          "Mobile",
          "Phone",
          "WeCom ID",
          "CRM ID",
          "Tags");

  /** A list that comes in knows them, and leaves them alone. */
  static final List<String> ABOUT_THE_RUN =
      List.of(
          "Run state",
          "Run since",
          "Run visits",
          "Run visit outcomes",
          "Run visit reps",
          "Run visit notes",
          "Run other data");

  /** What a list would take for the end of a tag. */
  private static final String ENDS_A_TAG = ".*[,;|\u3001\uFF0C\uFF1B].*";

  /** What a spreadsheet program can show in a cell. */
  private static final int LONGEST = 30_000;

  private final List<String> portrait;
  private final String state;
  private final String since;
  private final Map<String, List<String>> addresses = new LinkedHashMap<>();
  private final List<String> tags = new ArrayList<>();
  private final Map<String, String> marks = new LinkedHashMap<>();
  private final List<String> outcomes = new ArrayList<>();
  private final List<String> reps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param portrait the first columns, from the name to the owner
   */
  BackupLine(List<String> portrait, String state, String since) {
    this.portrait = portrait;
    this.state = state;
    this.since = since;
  }

  void knownBy(String kind, String value) {
    addresses.computeIfAbsent(kind, any -> new ArrayList<>()).add(value);
  }

  void tagged(String tag) {
    tags.add(tag);
  }

  void marked(String mark, String value) {
    marks.put(mark, value);
  }

  /**
   * @param rep as colleagues call them
   */
  void visited(String outcome, String rep, String note) {
    outcomes.add(outcome);
    reps.add(rep == null ? "" : rep);
    notes.add(note == null ? "" : note);
  }

  List<String> cells(List<String> markNames) {
    var cells = new ArrayList<>(portrait);
    cells.add(address("EMAIL", 0));
    cells.add(address("PHONE", 0));
    cells.add(address("PHONE", 1));
    cells.add(address("WECOM", 0));
    cells.add(address("CRM", 0));
    cells.add(joined(tags.stream().filter(isPlain()).toList(), ";"));
    markNames.forEach(mark -> cells.add(marks.getOrDefault(mark, "")));
    cells.add(state);
    cells.add(since);
    cells.add(String.valueOf(outcomes.size()));
    cells.add(joined(outcomes, "; "));
    cells.add(joined(reps, "; "));
    cells.add(joined(notes.stream().filter(note -> !note.isEmpty()).toList(), " | "));
    cells.add(joined(others(), "; "));
    return cells;
  }

  private String address(String kind, int which) {
    var known = addresses.getOrDefault(kind, List.of());
    return which < known.size() ? known.get(which) : "";
  }

  /** What the columns have no room for. */
  private List<String> others() {
    var others = new ArrayList<String>();
    addresses.forEach(
        (kind, known) -> known.stream().skip(kind.equals("PHONE") ? 2 : 1).forEach(others::add));
    tags.stream().filter(isPlain().negate()).forEach(others::add);
    return others;
  }

  private static Predicate<String> isPlain() {
    return tag -> !tag.matches(ENDS_A_TAG);
  }

  private static String joined(List<String> parts, String by) {
    var text = String.join(by, parts);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
