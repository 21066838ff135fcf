package dev.sopflow.touch;

import dev.sopflow.content.Sender;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Refuses to start with a provider while messages would not say who writes, or lead nowhere. */
@Component
class LiveSettings {

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
    if (!new PublicUrl(publicUrl).leadsSomewhere()) {
      throw new IllegalStateException(
          "Messages would really go out: set sopflow.public-url to the address of this server that"
              + " readers reach, so that they can unsubscribe");
    }
  }
}
