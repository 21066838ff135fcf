package dev.sopflow.touch.web;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Links as the header of an answer can carry them. */
final class Locations {

  private static final Pattern PARTS =
      Pattern.compile("(?s)([^:]+://(?:[^/?#@]*@)?)([^/?#:]*)(.*)");

  private Locations() {}

  /** What is plain stays to the byte; the rest is written as browsers write it. */
  static String of(String url) {
    var parts = PARTS.matcher(url);
    return isPlain(url) || !parts.matches()
        ? encoded(url)
        : encoded(parts.group(1)) + host(parts.group(2)) + encoded(parts.group(3));
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(Locations::isPlain);
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c < 127;
  }

  private static String host(String host) {
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      return encoded(host);
    }
  }

  private static String encoded(String text) {
    var out = new StringBuilder();
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      out.append(isPlain(octet) ? "" + (char) octet : "%%%02X".formatted(octet));
    }
    return out.toString();
  }
}
