package dev.sopflow.crm;

import dev.sopflow.crm.WebhookSettings.Given;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The addresses that are told of events; only these are ever called. */
@Component
class Endpoints {

  private static final int SHORTEST_SECRET = 16;
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final List<Endpoint> all;

  /**
   * @throws IllegalStateException in plain words, if the configuration can't be meant so
   */
  @Autowired
  Endpoints(WebhookSettings settings) {
    this(read(settings.webhooks()));
  }

  Endpoints(List<Endpoint> all) {
    this.all = List.copyOf(all);
  }

  List<Endpoint> all() {
    return all;
  }

  List<Endpoint> interestedIn(EventType type) {
    return all.stream().filter(one -> one.events().contains(type)).toList();
  }

  private static List<Endpoint> read(List<Given> given) {
    var read = new ArrayList<Endpoint>();
    for (var one : given) {
      var at = "sopflow.webhooks[%d]".formatted(read.size());
      var endpoint = read(one, at);
      check(
          read.stream().noneMatch(other -> other.name().equals(endpoint.name())),
          at + ".name: there is another one called '" + endpoint.name() + "'");
      read.add(endpoint);
    }
    return read;
  }

  private static Endpoint read(Given given, String at) {
    var name = given.name();
    check(
        name != null && name.matches("[a-z0-9][a-z0-9-]{0,39}"),
        at + ".name must be a word of small letters, digits and dashes, at most 40 long");
    check(
        given.secret() != null && given.secret().length() >= SHORTEST_SECRET,
        at
            + ".secret must have at least "
            + SHORTEST_SECRET
            + " characters; it signs what is sent");
    return new Endpoint(
        name, url(given.url(), at), given.secret(), events(given.events(), at), given.words());
  }

  private static URI url(String written, String at) {
    var url = uri(written);
    check(
        url != null && url.getHost() != null && isSafe(url),
        at + ".url must begin with https:// (http:// only for localhost)");
    check(
        url.getUserInfo() == null && url.getFragment() == null,
        at + ".url must have no user name and no fragment");
    return url;
  }

  private static URI uri(String written) {
    try {
      return written == null ? null : URI.create(written.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isSafe(URI url) {
    return "https".equals(url.getScheme())
        || ("http".equals(url.getScheme()) && HERE.contains(url.getHost()));
  }

  private static Set<EventType> events(List<String> words, String at) {
    var events = EnumSet.noneOf(EventType.class);
    for (var word : words) {
      var known = EventType.of(word);
      check(known.isPresent(), at + ".events: there is no event '" + word + "'; " + choice());
      known.ifPresent(events::add);
    }
    check(!events.isEmpty(), at + ".events must name at least one event; " + choice());
    return events;
  }

  private static String choice() {
    return "there are "
        + Arrays.stream(EventType.values()).map(EventType::word).collect(Collectors.joining(", "));
  }

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalStateException(sentence);
    }
  }
}
