package dev.sopflow.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;

/**
 * What every mail has around its own words, once per language: head, footer with the sender's
 * address and the way to unsubscribe. A piece that brings a whole HTML document is left alone.
 */
final class Frames {

  private static final String SLOT = "<!--content-->";
  private static final String DEFAULT_LANGUAGE = "en";
  private static final Map<String, String> LOADED = new ConcurrentHashMap<>();

  private Frames() {}

  static String html(String fragment, String language) {
    if (fragment.stripLeading().toLowerCase(Locale.ROOT).matches("(?s)<(!doctype|html).*")) {
      return fragment;
    }
    return frame(language).replace(SLOT, fragment).replace("<!--language-->", language);
  }

  private static String frame(String language) {
    return LOADED.computeIfAbsent(language.split("-")[0], Frames::load);
  }

  private static String load(String language) {
    var own = new ClassPathResource("content/frame/" + language + ".html");
    var frame =
        own.exists() ? own : new ClassPathResource("content/frame/" + DEFAULT_LANGUAGE + ".html");
    try {
      return frame.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
