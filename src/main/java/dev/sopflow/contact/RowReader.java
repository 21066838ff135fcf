package dev.sopflow.contact;

import dev.sopflow.contact.Problem.Reason;
import dev.sopflow.contact.list.Columns;
import dev.sopflow.contact.list.Field;
import dev.sopflow.contact.list.ListRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one row: what it says about a person, and what of it can't be used. */
final class RowReader {

  private static final String NOT_KNOWN = "unknown";

  private final Columns columns;
  private final ListRow row;
  private final String listRegion;
  private final List<Problem> problems = new ArrayList<>();

  private RowReader(Columns columns, ListRow row, String listRegion) {
    this.columns = columns;
    this.row = row;
    this.listRegion = listRegion;
  }

  /**
   * @param listRegion where people and numbers are from that don't say so, ISO 3166
   */
  static Reading read(Columns columns, ListRow row, String listRegion) {
    return new RowReader(columns, row, listRegion).read();
  }

  private Reading read() {
    if (hasCellsBesideTheColumns()) {
      problems.add(
          Problem.of(Reason.TOO_MANY_CELLS, row.cells().size() + "/" + columns.headers().size()));
      return new Reading(row, Profile.named(""), true, problems);
    }
    var profile = profile();
    return profile.identities().isEmpty()
        ? new Reading(row, profile, true, List.of(noAddress()))
        : new Reading(row, profile, false, problems);
  }

  private boolean hasCellsBesideTheColumns() {
    int width = columns.headers().size();
    return row.cells().stream().skip(width).anyMatch(cell -> !cell.isBlank());
  }

  private Problem noAddress() {
    var unusable = problems.stream().flatMap(problem -> problem.about().stream()).toList();
    return Problem.of(Reason.NO_ADDRESS, String.join(", ", unusable));
  }

  private Profile profile() {
    var region = region();
    return new Profile(
        name(),
        text(Field.COMPANY, 200),
        text(Field.TITLE, 200),
        text(Field.OWNER, 64),
        known(Field.ZONE, Places::zone, Reason.ZONE_UNKNOWN).orElse(""),
        known(Field.LANGUAGE, Places::language, Reason.LANGUAGE_UNKNOWN).orElse(""),
        region,
        text(Field.CITY, 100),
        identities(region),
        tags(),
        attributes());
  }

  /** A list may say that it is not known where somebody is from. */
  private String region() {
    return text(Field.REGION, 500).equalsIgnoreCase(NOT_KNOWN)
        ? ""
        : known(Field.REGION, Places::region, Reason.REGION_UNKNOWN).orElse(listRegion);
  }

  private String name() {
    var whole = text(Field.NAME, 200);
    if (!whole.isEmpty()) {
      return whole;
    }
    var first = text(Field.FIRST_NAME, 100);
    var last = text(Field.LAST_NAME, 99);
    return isEastAsian(last) ? last + first : (first + " " + last).strip();
  }

  private static boolean isEastAsian(String name) {
    return name.codePoints().anyMatch(Character::isIdeographic);
  }

  private List<Identity> identities(String region) {
    var found = new LinkedHashSet<Identity>();
    Function<String, Optional<String>> phone =
        cell -> Addresses.phone(cell, Addresses.isRegion(region) ? region : listRegion);
    add(found, IdentityKind.EMAIL, Field.EMAIL, Addresses::email, Reason.EMAIL_UNUSABLE);
    add(found, IdentityKind.PHONE, Field.MOBILE, phone, Reason.PHONE_UNUSABLE);
    add(found, IdentityKind.PHONE, Field.PHONE, phone, Reason.PHONE_UNUSABLE);
    addId(found, IdentityKind.WECOM, Field.WECOM);
    addId(found, IdentityKind.CRM, Field.CRM);
    return List.copyOf(found);
  }

  private void add(
      Set<Identity> found,
      IdentityKind kind,
      Field field,
      Function<String, Optional<String>> form,
      Reason unusable) {
    known(field, form, unusable).ifPresent(value -> found.add(new Identity(kind, value)));
  }

  private void addId(Set<Identity> found, IdentityKind kind, Field field) {
    var value = text(field, 254);
    if (!value.isEmpty() && !FillerWords.contains(kind, value)) {
      found.add(new Identity(kind, value));
    }
  }

  private Set<String> tags() {
    var tags = new LinkedHashSet<String>();
    for (var word : text(Field.TAGS, 2000).split("[,;|、，；]")) {
      var tag = Names.clean(word, 100);
      if (!tag.isEmpty()) {
        tags.add(tag);
      }
    }
    return tags;
  }

  private Map<String, String> attributes() {
    var attributes = new LinkedHashMap<String, String>();
    columns
        .attributes()
        .forEach(
            (index, name) -> {
              var value = fitting(name, row.cell(index), 1000);
              if (!value.isEmpty()) {
                attributes.put(name, value);
              }
            });
    return attributes;
  }

  /** A cell that must make sense; what makes none is a problem, unless it stands for nothing. */
  private Optional<String> known(
      Field field, Function<String, Optional<String>> form, Reason otherwise) {
    var cell = text(field, 500);
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    var value = form.apply(cell);
    if (value.isEmpty()) {
      problems.add(Problem.of(otherwise, cell));
    }
    return value;
  }

  private String text(Field field, int max) {
    return columns.indexOf(field).map(i -> fitting(header(i), row.cell(i), max)).orElse("");
  }

  private String header(int index) {
    return columns.headers().get(index);
  }

  private String fitting(String header, String cell, int max) {
    var text = Names.clean(Guard.without(cell), max);
    if (text.length() < Names.clean(cell, Integer.MAX_VALUE).length() - 1) {
      problems.add(Problem.of(Reason.TOO_LONG, header));
    }
    return text;
  }
}
