package dev.sopflow.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sopflow.contact.ContactSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads stacked conditions and compiles them to a set of contacts. */
@Component
class Conditions {

  static final int MAX_LENGTH = 20_000;
  static final int MAX_DEPTH = 8;
  static final int MAX_COUNT = 100;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Map<String, ConditionKind> kinds;

  Conditions(List<ConditionKind> kinds) {
    this.kinds =
        new TreeMap<>(kinds.stream().collect(Collectors.toMap(ConditionKind::key, it -> it)));
  }

  /**
   * Reads conditions.
   *
   * @throws BadCondition if they can't be understood
   */
  Condition read(String json) {
    if (json == null || json.length() > MAX_LENGTH) {
      throw new BadCondition("$", "must be JSON of at most " + MAX_LENGTH + " characters");
    }
    return new Reader().read(new Json(tree(json), "$"), 1);
  }

  /** The contacts for whom a condition holds at {@code now}. */
  ContactSet compile(Condition condition, Instant now) {
    var params = new Params(now);
    var where = condition.sql(params);
    return new ContactSet(
        "select ct.id as contact_id from contact ct left join company co on co.id = ct.company_id"
            + " where "
            + where,
        params.values());
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new BadCondition(
          at == null ? "$" : "line " + at.getLineNr() + ", column " + at.getColumnNr(),
          "is not valid JSON: " + e.getOriginalMessage());
    }
  }

  private final class Reader {

    private int count;

    Condition read(Json json, int depth) {
      if (depth > MAX_DEPTH) {
        throw json.wrong("is nested too deeply: keep to " + MAX_DEPTH + " levels");
      }
      if (++count > MAX_COUNT) {
        throw json.wrong("is one condition too many: keep to " + MAX_COUNT);
      }
      var names = json.names();
      if (names.contains("all")) {
        return group(json, "all", " and ", depth);
      }
      if (names.contains("any")) {
        return group(json, "any", " or ", depth);
      }
      return names.contains("not") ? not(json, depth) : single(json);
    }

    private Condition group(Json json, String name, String word, int depth) {
      json.only(name);
      var parts = json.at(name).list().stream().map(it -> read(it, depth + 1)).toList();
      return params ->
          parts.stream().map(it -> it.sql(params)).collect(Collectors.joining(word, "(", ")"));
    }

    private Condition not(Json json, int depth) {
      json.only("not");
      var inner = read(json.at("not"), depth + 1);
      return params -> "not " + inner.sql(params);
    }

    private Condition single(Json json) {
      var found = kinds.keySet().stream().filter(json::has).toList();
      if (found.size() != 1) {
        throw json.wrong(
            "must have exactly one of all, any, not, " + String.join(", ", kinds.keySet()));
      }
      var condition = kinds.get(found.get(0)).read(json);
      return params -> "(" + condition.sql(params) + ")";
    }
  }
}
