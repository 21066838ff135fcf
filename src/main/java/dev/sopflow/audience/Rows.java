package dev.sopflow.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Conditions that stand side by side, as the editor shows them.
 *
 * @param any whether one of the rows is enough; else all must hold
 */
public record Rows(boolean any, List<Row> rows) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** As JSON; with no rows, conditions that {@link Conditions} will refuse with a clear message. */
  public String json() {
    var root = NODES.objectNode();
    var list = root.putArray(any ? "any" : "all");
    rows.forEach(row -> list.add(node(row)));
    return root.toPrettyString();
  }

  /** The rows for conditions, or nothing when they are nested deeper than rows can show. */
  public static Optional<Rows> of(String json) {
    try {
      var root = JSON.readTree(json);
      boolean any = root.has("any");
      var list =
          root.has("all") || any ? root.get(any ? "any" : "all") : NODES.arrayNode().add(root);
      var rows =
          StreamSupport.stream(list.spliterator(), false)
              .map(Rows::row)
              .flatMap(Optional::stream)
              .toList();
      return rows.size() == list.size() && same(new Rows(any, rows), root, list)
          ? Optional.of(new Rows(any, rows))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Nothing may get lost on the way through the editor. */
  private static boolean same(Rows rows, JsonNode root, JsonNode list)
      throws JsonProcessingException {
    var again = JSON.readTree(rows.json());
    return again.equals(root) || again.path("all").equals(list);
  }

  private static ObjectNode node(Row row) {
    var node =
        switch (row.kind()) {
          case "field" -> field(row);
          case "touched" -> behaviour(row, "state", true);
          case "event" -> behaviour(row, "kind", true);
          case "visited" -> behaviour(row, "outcome", false);
          case "consent" -> consent(row);
          case "createdWithinDays" -> put(NODES.objectNode(), row.kind(), row.days());
          default -> NODES.objectNode().put("tag", row.value());
        };
    return row.not() ? NODES.objectNode().set("not", node) : node;
  }

  private static ObjectNode field(Row row) {
    var node = NODES.objectNode().put("field", row.field());
    switch (row.test()) {
      case "known", "unknown" -> node.put("known", row.test().equals("known"));
      case "in" -> {
        var list = node.putArray("in");
        Stream.of(row.value().split("[,、，]")).map(String::strip).forEach(list::add);
      }
      default -> {
        if (row.field().equals("company.size")) {
          put(node, row.test(), row.value());
        } else {
          node.put(row.test(), row.value());
        }
      }
    }
    return node;
  }

  private static ObjectNode behaviour(Row row, String test, boolean byChannel) {
    var inner = NODES.objectNode();
    text(inner, test, row.test());
    if (byChannel) {
      text(inner, "channel", row.channel());
    }
    if (row.kind().equals("touched")) {
      text(inner, "piece", row.value());
    }
    put(inner, "withinDays", row.days());
    put(inner, "atLeast", row.times());
    return NODES.objectNode().set(row.kind(), inner);
  }

  private static ObjectNode consent(Row row) {
    var inner = NODES.objectNode().put("channel", row.channel()).put("status", row.test());
    return NODES.objectNode().set("consent", inner);
  }

  private static void text(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }

  /** A number, or what was typed instead, so that the reader of conditions can refuse it. */
  private static ObjectNode put(ObjectNode node, String name, String value) {
    if (value.matches("\\d{1,9}")) {
      node.put(name, Integer.parseInt(value));
    } else if (!value.isEmpty()) {
      node.put(name, value);
    }
    return node;
  }

  private static Optional<Row> row(JsonNode node) {
    boolean not = node.has("not");
    var it = not ? node.get("not") : node;
    return Stream.of("tag", "field", "touched", "event", "visited", "consent", "createdWithinDays")
        .filter(it::has)
        .findFirst()
        .map(kind -> row(not, kind, it));
  }

  private static Row row(boolean not, String kind, JsonNode it) {
    var in = it.get(kind);
    return switch (kind) {
      case "tag" -> new Row(not, kind, "", "", in.asText(), "", "", "");
      case "createdWithinDays" -> new Row(not, kind, "", "", "", "", in.asText(), "");
      case "consent" ->
          new Row(
              not, kind, "", in.path("status").asText(), "", in.path("channel").asText(), "", "");
      case "field" -> fieldRow(not, in.asText(), it);
      default ->
          new Row(
              not,
              kind,
              "",
              in.path("state").asText(in.path("kind").asText(in.path("outcome").asText())),
              in.path("piece").asText(),
              in.path("channel").asText(),
              in.path("withinDays").asText(),
              in.path("atLeast").asText());
    };
  }

  private static Row fieldRow(boolean not, String field, JsonNode it) {
    if (it.has("known")) {
      var test = it.get("known").asBoolean() ? "known" : "unknown";
      return new Row(not, "field", field, test, "", "", "", "");
    }
    var test =
        Stream.of("is", "isNot", "in", "contains", "startsWith", "atLeast", "atMost")
            .filter(it::has)
            .findFirst()
            .orElse("is");
    var value = it.path(test);
    var words = StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
    return new Row(
        not,
        "field",
        field,
        test,
        value.isArray() ? String.join(", ", words) : value.asText(),
        "",
        "",
        "");
  }
}
