package dev.sopflow.touch.hit;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The programs of {@code touch/programs.properties}, by what they call themselves. */
@Component
class Programs {

  private final List<String> robots;
  private final List<String> proxies;

  Programs() {
    var lists = lists();
    this.robots = named(lists, "robot.");
    this.proxies = named(lists, "proxy.");
  }

  private static Properties lists() {
    var file = Programs.class.getResourceAsStream("/touch/programs.properties");
    try (var in = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      var lists = new Properties();
      lists.load(in);
      return lists;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> named(Properties lists, String kind) {
    return lists.stringPropertyNames().stream()
        .filter(key -> key.startsWith(kind))
        .flatMap(key -> Stream.of(lists.getProperty(key).split(",")))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  boolean isRobot(String agent) {
    return names(robots, agent);
  }

  /** Whether it fetches for a person who reads right now. */
  boolean isProxy(String agent) {
    return names(proxies, agent);
  }

  private static boolean names(List<String> parts, String agent) {
    var small = agent.toLowerCase(Locale.ROOT);
    return parts.stream().anyMatch(small::contains);
  }
}
