package dev.sopflow.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A mail server that writes down each message at the moment that it takes it, and can do something
 * just before or after it says so.
 */
final class SmtpSink implements AutoCloseable {

  /** At which moment of a message. */
  enum Moment {
    BEFORE_DATA,
    ACCEPTED_UNSAID,
    ACCEPTED_SAID
  }

  private record Trap(Moment moment, AtomicInteger left, Runnable deed) {}

  private final ServerSocket server;
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Trap> trap = new AtomicReference<>();

  SmtpSink() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The Message-IDs of all that it took, in order, with repeats. */
  List<String> accepted() {
    synchronized (accepted) {
      return List.copyOf(accepted);
    }
  }

  /** Once, at the nth message from now. */
  void at(int nth, Moment moment, Runnable deed) {
    trap.set(new Trap(moment, new AtomicInteger(nth), deed));
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        thread(() -> talk(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket;
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      say(socket, "220 sink");
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        answer(socket, in, line.toUpperCase());
      }
    } catch (IOException gone) {
      // whoever talked to us was killed
    }
  }

  private void answer(Socket socket, BufferedReader in, String line) throws IOException {
    if (line.startsWith("DATA")) {
      spring(Moment.BEFORE_DATA);
      say(socket, "354 go on");
      take(in);
      spring(Moment.ACCEPTED_UNSAID);
      say(socket, "250 taken");
      spring(Moment.ACCEPTED_SAID);
    } else if (line.startsWith("QUIT")) {
      say(socket, "221 bye");
    } else {
      say(socket, "250 ok");
    }
  }

  /** Only what came whole is taken. */
  private void take(BufferedReader in) throws IOException {
    String id = null;
    for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IOException("cut off");
      }
      if (id == null && line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
        id = line.substring(11).strip();
        id = id.isEmpty() ? in.readLine().strip() : id;
      }
    }
    accepted.add(id);
  }

  private void spring(Moment moment) {
    var set = trap.get();
    if (set != null && set.moment() == moment && set.left().decrementAndGet() == 0) {
      set.deed().run();
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static void thread(Runnable work) {
    var thread = new Thread(work, "smtp-sink");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
