package dev.sopflow.crash;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The application in a process of its own, as its operator sees it: started, told, killed. */
final class Node implements AutoCloseable {

  private static final String DEAD = "dead";
  private static final long PATIENCE_SECONDS = 240;

  private final Process process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /** Starts it, which takes a while; {@link #isReady} waits. */
  Node(Path log, String killPoint, List<String> settings) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dsopflow.crash.point=" + killPoint);
    command.addAll(List.of("-cp", classPath(), "dev.sopflow.crash.node.CrashNode"));
    command.addAll(settings);
    try {
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var reader = new Thread(() -> read(log), "node-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Whether it came up; false if it died on the way. */
  boolean isReady() {
    return next().equals("ready");
  }

  /** Whether it did it; false if it died meanwhile. */
  boolean did(String deed) {
    try {
      process.getOutputStream().write((deed + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException gone) {
      return false;
    }
    var answer = next();
    if (answer.startsWith("failed")) {
      throw new IllegalStateException(deed + ": " + answer);
    }
    return answer.equals("ok");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private String next() {
    try {
      var answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException("The node has not answered for " + PATIENCE_SECONDS + " s");
      }
      return answer;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(Path log) {
    try (var lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var out = Files.newBufferedWriter(log.resolveSibling(log.getFileName() + ".out"))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("node: ")) {
          answers.add(line.substring(6));
        }
        out.write(line + "\n");
        out.flush();
      }
    } catch (IOException gone) {
      // it was killed
    }
    answers.add(DEAD);
  }

  /** As in production, and the few classes that a node of a crash test needs besides. */
  private static String classPath() {
    var entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.toList());
    entries.add(onlyTheNode().toString());
    return String.join(File.pathSeparator, entries);
  }

  private static Path onlyTheNode() {
    try {
      var from = Path.of("target", "test-classes");
      var to = Path.of("target", "crash-node");
      try (var classes = Files.walk(from.resolve("dev/sopflow/crash/node"))) {
        for (var file : classes.filter(Files::isRegularFile).toList()) {
          var copy = to.resolve(from.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.write(copy, Files.readAllBytes(file));
        }
      }
      return to.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
