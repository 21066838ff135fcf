package dev.sopflow.content;

import dev.sopflow.contact.Contact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The fixed set of placeholders, and the model that fills them. What is unknown stays empty;
 * templates give a fallback by {@code {{ contact.company | default: "your team" }}}.
 */
@Component
public class Placeholders {

  /** What the link in a marketing mail must be. */
  public static final String UNSUBSCRIBE = "links.unsubscribe";

  private static final String ATTRIBUTE = "contact.attributes.";

  private static final List<String> NAMES =
      List.of(
          "contact.name",
          "contact.company",
          "contact.position",
          "contact.city",
          "sender.company",
          "sender.name",
          "sender.address",
          "rep.name",
          UNSUBSCRIBE);

  private final Map<String, Object> sender;

  Placeholders(Sender sender) {
    this.sender =
        Map.of("company", sender.company(), "name", sender.name(), "address", sender.address());
  }

  /** Every placeholder as an ops lead writes it; the last stands for any attribute. */
  public static List<String> names() {
    return java.util.stream.Stream.concat(
            NAMES.stream(), java.util.stream.Stream.of(ATTRIBUTE + "*"))
        .toList();
  }

  /**
   * The model for one contact; asks no database, so it may be called for each of many.
   *
   * @param repName the name of the contact's rep, or null
   * @param unsubscribeUrl or null where a channel has none
   */
  public Map<String, Object> of(Contact contact, String repName, String unsubscribeUrl) {
    return Map.of(
        "contact", person(contact),
        "sender", sender,
        "rep", one("name", repName),
        "links", one("unsubscribe", unsubscribeUrl));
  }

  /** Whether {@code expression} is a placeholder as a template may write it. */
  static boolean knows(String expression) {
    return NAMES.contains(expression)
        || expression.matches("contact\\.attributes\\.[\\p{L}_][\\p{L}\\p{N}_]*")
        || expression.matches("contact\\.attributes\\[(\"[^\"]+\"|'[^']+')]");
  }

  /** The placeholder that was probably meant, by its last word. */
  static Optional<String> meantBy(String expression) {
    var word = expression.substring(expression.lastIndexOf('.') + 1);
    return NAMES.stream().filter(name -> closeTo(name, word)).findFirst();
  }

  private static boolean closeTo(String name, String word) {
    var last = name.substring(name.lastIndexOf('.') + 1);
    return !word.isEmpty() && (last.equalsIgnoreCase(word) || word.toLowerCase().contains(last));
  }

  private static Map<String, Object> person(Contact contact) {
    var person = new HashMap<String, Object>();
    person.put("name", contact.fullName());
    person.put("company", contact.company());
    person.put("position", contact.positionTitle());
    person.put("city", contact.city());
    person.put("attributes", contact.attributes() == null ? Map.of() : contact.attributes());
    return person;
  }

  private static Map<String, Object> one(String name, String value) {
    return value == null ? Map.of() : Map.of(name, value);
  }
}
