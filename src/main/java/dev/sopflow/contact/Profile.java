package dev.sopflow.contact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known about a person. Unknown words are empty, never null.
 *
 * @param owner the user name of their rep
 * @param zone time zone id
 * @param language BCP 47
 * @param region ISO 3166 country
 * @param identities the first of a kind is the preferred one
 */
public record Profile(
    String fullName,
    String company,
    String positionTitle,
    String owner,
    String zone,
    String language,
    String region,
    String city,
    List<Identity> identities,
    Set<String> tags,
    Map<String, String> attributes) {

  /** A person of whom nothing but a name is known yet. */
  public static Profile named(String fullName) {
    return new Profile(fullName, "", "", "", "", "", "", "", List.of(), Set.of(), Map.of());
  }

  /** With one more way to know them again; a value that cannot be one throws. */
  public Profile with(IdentityKind kind, String value) {
    var more = new LinkedHashSet<>(identities);
    more.add(new Identity(kind, value));
    return new Profile(
        fullName,
        company,
        positionTitle,
        owner,
        zone,
        language,
        region,
        city,
        List.copyOf(more),
        tags,
        attributes);
  }

  /** At work: company and job title. */
  public Profile workingAs(String newTitle, String newCompany) {
    return new Profile(
        fullName,
        newCompany,
        newTitle,
        owner,
        zone,
        language,
        region,
        city,
        identities,
        tags,
        attributes);
  }

  /** Living in this city. */
  Profile inCity(String newCity) {
    return new Profile(
        fullName,
        company,
        positionTitle,
        owner,
        zone,
        language,
        region,
        newCity,
        identities,
        tags,
        attributes);
  }

  /** Where they live, and in which language they read. */
  public Profile livingIn(String newZone, String newRegion, String newLanguage) {
    return new Profile(
        fullName,
        company,
        positionTitle,
        owner,
        newZone,
        newLanguage,
        newRegion,
        city,
        identities,
        tags,
        attributes);
  }

  /** In the care of a rep. */
  public Profile ownedBy(String rep) {
    return new Profile(
        fullName,
        company,
        positionTitle,
        rep,
        zone,
        language,
        region,
        city,
        identities,
        tags,
        attributes);
  }

  /**
   * This profile, completed by what {@code other} knows: what is known stays, what is empty is
   * filled, identities, tags and attributes are added. So doing it twice changes nothing.
   */
  Profile filledBy(Profile other) {
    return new Profile(
        first(fullName, other.fullName),
        first(company, other.company),
        first(positionTitle, other.positionTitle),
        first(owner, other.owner),
        first(zone, other.zone),
        first(language, other.language),
        first(region, other.region),
        first(city, other.city),
        union(identities, other.identities),
        Set.copyOf(union(tags, other.tags)),
        union(attributes, other.attributes));
  }

  /** The known values of a kind. */
  List<String> valuesOf(IdentityKind kind) {
    return identities.stream().filter(id -> id.kind() == kind).map(Identity::value).toList();
  }

  /** The same person without this identity. */
  Profile without(Identity identity) {
    return new Profile(
        fullName,
        company,
        positionTitle,
        owner,
        zone,
        language,
        region,
        city,
        identities.stream().filter(id -> !id.equals(identity)).toList(),
        tags,
        attributes);
  }

  /** The same person without these attributes. */
  Profile withoutAttributes(Set<String> names) {
    var kept = new LinkedHashMap<>(attributes);
    kept.keySet().removeAll(names);
    return new Profile(
        fullName,
        company,
        positionTitle,
        owner,
        zone,
        language,
        region,
        city,
        identities,
        tags,
        kept);
  }

  private static String first(String known, String offered) {
    return known.isEmpty() ? offered : known;
  }

  private static <T> List<T> union(java.util.Collection<T> known, java.util.Collection<T> offered) {
    var all = new LinkedHashSet<>(known);
    all.addAll(offered);
    return new ArrayList<>(all);
  }

  private static Map<String, String> union(Map<String, String> known, Map<String, String> offered) {
    var all = new LinkedHashMap<>(offered);
    all.putAll(known);
    return all;
  }
}
