package dev.sopflow.crash.node;

import dev.sopflow.Sopflow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The whole application in a JVM of its own, which does what its parent tells it line by line, and
 * answers each line with {@code ok} or {@code failed}.
 */
public final class CrashNode {

  private CrashNode() {}

  public static void main(String[] args) throws IOException {
    KillPoint.arm(System.getProperty("sopflow.crash.point", ""));
    var house = new SpringApplicationBuilder(Sopflow.class, KillPoint.class, Deeds.class).run(args);
    var deeds = house.getBean(Deeds.class);
    say("ready");
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        say(answer(deeds, line));
      }
    }
    house.close();
  }

  private static String answer(Deeds deeds, String line) {
    try {
      deeds.perform(line.split(" ", 3));
      return "ok";
    } catch (RuntimeException e) {
      return "failed " + e;
    }
  }

  private static void say(String word) {
    System.out.println("node: " + word.replace('\n', ' '));
  }
}
