package dev.sopflow.contact;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Countries, languages and time zones as lists name them: by code, or in three languages. */
final class Places {

  private static final List<Locale> READERS =
      List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.JAPANESE);
  private static final Map<String, String> REGIONS = regions();
  private static final Map<String, String> LANGUAGES = languages();
  private static final Set<String> ZONES = new HashSet<>(ZoneId.getAvailableZoneIds());

  private Places() {}

  /** ISO 3166 country. */
  static Optional<String> region(String text) {
    return Optional.ofNullable(REGIONS.get(Names.key(text)));
  }

  /** BCP 47 language. */
  static Optional<String> language(String text) {
    var tag = Locale.forLanguageTag(text.strip().replace('_', '-'));
    return LANGUAGES.containsValue(tag.getLanguage())
        ? Optional.of(tag.toLanguageTag()).filter(known -> known.length() <= 16)
        : Optional.ofNullable(LANGUAGES.get(Names.key(text)));
  }

  /** Time zone id. */
  static Optional<String> zone(String text) {
    return Optional.of(text.strip()).filter(ZONES::contains);
  }

  private static Map<String, String> regions() {
    var words = new HashMap<String, String>();
    for (var code : Locale.getISOCountries()) {
      words.put(Names.key(code), code);
      var country = new Locale.Builder().setRegion(code).build();
      READERS.forEach(reader -> words.put(Names.key(country.getDisplayCountry(reader)), code));
    }
    return words;
  }

  private static Map<String, String> languages() {
    var words = new HashMap<String, String>();
    Arrays.stream(Locale.getISOLanguages())
        .forEach(
            code -> {
              var language = Locale.forLanguageTag(code);
              READERS.forEach(
                  reader -> words.put(Names.key(language.getDisplayLanguage(reader)), code));
            });
    return words;
  }
}
