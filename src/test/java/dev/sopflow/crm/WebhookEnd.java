package dev.sopflow.crm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Another system: takes what it is told, or does what other systems do when they don't. */
final class WebhookEnd implements AutoCloseable {

  static final String SECRET = "a-secret-of-the-tests";

  /** A call as it came. */
  record Call(String path, Headers headers, String body) {

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    String eventId() {
      return headers.getFirst("Sopflow-Event-Id");
    }
  }

  /** What it does with a call; a status of 0 drops the connection, below 0 it never answers. */
  record Reaction(int status, Map<String, String> headers) {

    static final Reaction TAKE = of(204);
    static final Reaction DROP = of(0);
    static final Reaction HANG = of(-1);

    static Reaction of(int status) {
      return new Reaction(status, Map.of());
    }

    Reaction with(String header, String value) {
      return new Reaction(status, Map.of(header, value));
    }
  }

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Function<Call, Reaction> reaction = call -> Reaction.TAKE;

  WebhookEnd() {
    try {
      server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** This system, as it is configured here. */
  Endpoint as(String name) {
    var url = URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
    return new Endpoint(name, url, SECRET, EnumSet.allOf(EventType.class), false);
  }

  void reacts(Reaction always) {
    reacts(call -> always);
  }

  void reacts(Function<Call, Reaction> so) {
    reaction = so;
  }

  List<Call> calls() {
    return calls;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var call = new Call(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
    var reaction = this.reaction.apply(call);
    calls.add(call);
    if (reaction.status() < 0) {
      waitForTheEnd();
    }
    if (reaction.status() > 0) {
      reaction.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reaction.status(), -1);
    }
    exchange.close();
  }

  private void waitForTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
