package dev.sopflow.audience;

import dev.sopflow.contact.Engagement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * {@code {"field": "company.industry", "is": "Retail"}}: what we know of a contact or the company.
 * Texts are compared without regard to case; what is unknown matches only {@code isNot} and {@code
 * "known": false}. An own attribute is {@code attribute.<name>}.
 */
@Component
class ByField implements ConditionKind {

  private static final String ATTRIBUTE = "attribute.";
  private static final Map<String, String> TEXTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("contact.name", "ct.full_name"),
              Map.entry("contact.position", "ct.position_title"),
              Map.entry("contact.level", "ct.position_level"),
              Map.entry("contact.owner", "ct.owner"),
              Map.entry("contact.zone", "ct.zone"),
              Map.entry("contact.language", "ct.language"),
              Map.entry("contact.region", "ct.region"),
              Map.entry("contact.city", "ct.city"),
              Map.entry("company.name", "co.name"),
              Map.entry("company.industry", "co.industry"),
              Map.entry("company.crmStatus", "co.crm_status")));
  private static final String SIZE = "company.size";
  private static final String ENGAGEMENT = "contact.engagement";

  private final ToDoubleFunction<Instant> worth;

  @Autowired
  ByField(Engagement engagement) {
    this(engagement::worth);
  }

  /**
   * @param worth see {@link Engagement#worth}
   */
  ByField(ToDoubleFunction<Instant> worth) {
    this.worth = worth;
  }

  /** The fields that have a name of their own, for a person to choose from. */
  static List<String> names() {
    var names = new java.util.ArrayList<>(TEXTS.keySet());
    names.add(ENGAGEMENT);
    names.add(SIZE);
    return names;
  }

  @Override
  public String key() {
    return "field";
  }

  @Override
  public Condition read(Json json) {
    var field = json.at("field").text();
    if (field.equals(SIZE)) {
      return NumberTest.read(json, params -> "co.size");
    }
    if (field.equals(ENGAGEMENT)) {
      return NumberTest.read(json, this::level);
    }
    var test = TextTest.read(json);
    if (TEXTS.containsKey(field)) {
      return params -> test.sql(TEXTS.get(field), params);
    }
    if (field.startsWith(ATTRIBUTE) && field.length() > ATTRIBUTE.length()) {
      return attribute(field.substring(ATTRIBUTE.length()), test);
    }
    throw json.at("field")
        .wrong("is not a known field: use " + String.join(", ", names()) + " or attribute.<name>");
  }

  /** In whole points; who never showed interest has none. */
  private String level(Params params) {
    return "floor(coalesce((select g.grown from engagement g where g.contact_id = ct.id), 0) / %s)"
        .formatted(params.bind(worth.applyAsDouble(params.now())));
  }

  private static Condition attribute(String name, TextTest test) {
    return params ->
        (test.holdsForUnknown() ? "not " : "")
            + "exists (select 1 from contact_attribute a where a.contact_id = ct.id and a.name = "
            + params.bind(name)
            + " and "
            + test.whenKnown().sql("a.attr_value", params)
            + ")";
  }
}
