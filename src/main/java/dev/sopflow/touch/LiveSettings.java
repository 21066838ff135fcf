package dev.sopflow.touch;

import dev.sopflow.content.Sender;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Refuses to start with a provider while messages would not say who writes, or lead nowhere. */
@Component
class LiveSettings {

  private static final Set<String> NOBODYS = Set.of("localhost", "127.0.0.1", "[::1]");

  LiveSettings(
      List<Courier> providers, Sender sender, @Value("${sopflow.public-url}") String publicUrl) {
    if (!providers.isEmpty()) {
      check(sender, publicUrl);
    }
  }

  private static void check(Sender sender, String publicUrl) {
    if (!sender.isKnown()) {
      throw new IllegalStateException(
          "Messages would really go out: set sopflow.sender.company, .name and .address, so that"
              + " they say who writes");
    }
    if (!leadsSomewhere(publicUrl)) {
      throw new IllegalStateException(
          "Messages would really go out: set sopflow.public-url to the address of this server that"
              + " readers reach, so that they can unsubscribe");
    }
  }

  private static boolean leadsSomewhere(String url) {
    try {
      var host = URI.create(url.strip()).getHost();
      return host != null && !NOBODYS.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
