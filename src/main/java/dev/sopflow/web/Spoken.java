package dev.sopflow.web;

import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Codes as the reader would say them; pages call it {@code @spoken}. */
@Component
public class Spoken {

  /** The language of a tag such as {@code zh-CN}; empty for null. */
  public String language(String tag) {
    return tag == null ? "" : Locale.forLanguageTag(tag).getDisplayName(reader());
  }

  /** The country of an ISO 3166 code; empty for null. */
  public String country(String code) {
    return code == null ? "" : new Locale("", code).getDisplayCountry(reader());
  }

  private static Locale reader() {
    return LocaleContextHolder.getLocale();
  }
}
