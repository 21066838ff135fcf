package dev.sopflow.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The tables that ship with this room. */
final class Resources {

  private Resources() {}

  static Map<String, String> properties(String path) {
    var properties = new Properties();
    try (var in = Resources.class.getResourceAsStream(path)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var map = new HashMap<String, String>();
    properties.forEach((key, value) -> map.put((String) key, ((String) value).strip()));
    return map;
  }
}
