package dev.sopflow.audience;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private static final Map<String, String> NUMBERS = Map.of("company.size", "co.size");

  /** The fields that have a name of their own, for a person to choose from. */
  static List<String> names() {
    var names = new java.util.ArrayList<>(TEXTS.keySet());
    names.addAll(NUMBERS.keySet());
    return names;
  }

  @Override
  public String key() {
    return "field";
  }

  @Override
  public Condition read(Json json) {
    var field = json.at("field").text();
    if (NUMBERS.containsKey(field)) {
      return NumberTest.read(json, NUMBERS.get(field));
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
