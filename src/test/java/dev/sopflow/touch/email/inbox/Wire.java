package dev.sopflow.touch.email.inbox;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The wire to a server, which counts what comes over it and can be cut. */
final class Wire implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final AtomicLong carried = new AtomicLong();
  private final Map<String, Runnable> before = new ConcurrentHashMap<>();
  private volatile String hidden;
  private volatile long cutAfter = Long.MAX_VALUE;

  Wire(int server) throws IOException {
    thread(() -> accept(server));
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many bytes came from the server so far. */
  long carried() {
    return carried.get();
  }

  /** Each connection breaks after so many bytes from the server. */
  void cutAfter(long bytes) {
    cutAfter = bytes;
  }

  /** Something happens once when a command is sent and the server does not know of it yet. */
  void before(String command, Runnable happens) {
    before.put(command, happens);
  }

  /** The server seems not to know of a command. */
  void hide(String command) {
    hidden = command;
  }

  void cut() {
    open.forEach(Wire::close);
    open.clear();
  }

  private void accept(int server) {
    while (!socket.isClosed()) {
      try {
        var here = socket.accept();
        var there = new Socket("localhost", server);
        open.addAll(List.of(here, there));
        thread(() -> carry(here, there, false));
        thread(() -> carry(there, here, true));
      } catch (IOException e) {
        // closed, or the server is away: whoever connected sees it
      }
    }
  }

  private void carry(Socket from, Socket to, boolean isFromServer) {
    try (from;
        to) {
      var chunk = new byte[4096];
      long sum = 0;
      for (var n = from.getInputStream().read(chunk);
          n >= 0;
          n = from.getInputStream().read(chunk)) {
        sum += n;
        if (isFromServer) {
          carried.addAndGet(n);
        }
        if (isFromServer && sum > cutAfter) {
          return;
        }
        to.getOutputStream().write(isFromServer ? seen(chunk, n) : sent(chunk, n));
      }
    } catch (IOException e) {
      // cut
    }
  }

  private byte[] sent(byte[] chunk, int n) {
    var text = new String(chunk, 0, n, StandardCharsets.ISO_8859_1);
    before.keySet().stream()
        .filter(text::contains)
        .forEach(command -> before.remove(command).run());
    return Arrays.copyOf(chunk, n);
  }

  private byte[] seen(byte[] chunk, int n) {
    var text = new String(chunk, 0, n, StandardCharsets.ISO_8859_1);
    var seen = hidden == null ? text : text.replace(hidden, "X".repeat(hidden.length()));
    return seen.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void thread(Runnable work) {
    var thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Closeable each) {
    try {
      each.close();
    } catch (IOException e) {
      // closed already
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    cut();
  }
}
