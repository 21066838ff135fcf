package dev.sopflow.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What an ops lead edits, as text by path. */
record Files(Map<String, String> byPath) {

  static Files shipped() {
    var all = new TreeMap<String, String>();
    for (var folder : new String[] {"processes", "forms", ".camunda"}) {
      read(Path.of(folder), all);
    }
    return new Files(all);
  }

  private static void read(Path folder, Map<String, String> into) {
    try (var paths = java.nio.file.Files.walk(folder)) {
      for (var path : paths.filter(java.nio.file.Files::isRegularFile).toList()) {
        into.put(path.toString(), java.nio.file.Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> endingWith(String extension) {
    var some = new TreeMap<>(byPath);
    some.keySet().removeIf(path -> !path.endsWith(extension));
    return some;
  }

  /** With one file changed; the change must hit. */
  Files with(String path, String from, String to) {
    var before = byPath.get(path);
    if (before == null || !before.contains(from)) {
      throw new IllegalArgumentException("Nothing to break in " + path + ": " + from);
    }
    var changed = new TreeMap<>(byPath);
    changed.put(path, before.replace(from, to));
    return new Files(changed);
  }

  /** With one file moved. */
  Files moved(String path, String to) {
    var changed = new TreeMap<>(byPath);
    changed.put(to, changed.remove(path));
    return new Files(changed);
  }
}
