package dev.sopflow.content;

import dev.sopflow.contact.Contact;
import dev.sopflow.time.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /** The run's variables, and its planned dates: each model has its own. */
  private static final Pattern OF_RUN = Pattern.compile("(run|dates)\\.[\\p{L}_][\\p{L}\\p{N}_]*");

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
          "run.name",
          "run.code",
          "links.register",
          UNSUBSCRIBE);

  private final Map<String, Object> sender;
  private final Zones zones;

  Placeholders(Sender sender, Zones zones) {
    this.zones = zones;
    this.sender =
        Map.of("company", sender.company(), "name", sender.name(), "address", sender.address());
  }

  /**
   * Links for one reader.
   *
   * @param unsubscribe or null where a channel has none
   * @param register where they register for what the run is about, if it takes registrations; or
   *     null
   */
  public record Links(String unsubscribe, String register) {

    /** Where there is nothing to follow. */
    public static final Links NONE = new Links(null, null);
  }

  /** Every placeholder as an ops lead writes it; a star stands for any name. */
  public static List<String> names() {
    return Stream.concat(NAMES.stream(), Stream.of(ATTRIBUTE + "*", "run.*", "dates.*")).toList();
  }

  /**
   * The model for one contact; asks no database, so it may be called for each of many.
   *
   * @param contact null for a reader whom we don't know
   * @param repName the name of the contact's rep, or null
   */
  public Map<String, Object> of(Contact contact, String repName, Links links, Occasion occasion) {
    var zone = contact == null ? zones.of(null, null) : zones.of(contact.zone(), contact.region());
    return Map.of(
        "contact", contact == null ? Map.of() : person(contact),
        "sender", sender,
        "rep", one("name", repName),
        "links", linked(links, occasion),
        "run", readable(occasion.facts(), zone),
        "dates", readable(occasion.dates(), zone));
  }

  private static Map<String, Object> linked(Links links, Occasion occasion) {
    var known = new HashMap<String, Object>();
    known.put("unsubscribe", links.unsubscribe());
    known.put("register", occasion.takesRegistrations() ? links.register() : null);
    return known;
  }

  private static Map<String, Object> readable(Map<String, ?> facts, ZoneId zone) {
    var readable = new HashMap<String, Object>();
    facts.forEach(
        (name, fact) ->
            readable.put(name, fact instanceof Instant at ? Moment.of(at, zone) : fact));
    return readable;
  }

  /** Whether {@code expression} is a placeholder as a template may write it. */
  static boolean knows(String expression) {
    return NAMES.contains(expression)
        || OF_RUN.matcher(expression).matches()
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
