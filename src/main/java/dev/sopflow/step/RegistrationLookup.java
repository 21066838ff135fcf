package dev.sopflow.step;

import dev.sopflow.touch.RegistrationLinks;
import org.springframework.stereotype.Component;

/** Where people register, as models ask for it: {@code ${registration.link(runId, 'moments')}}. */
@Component("registration")
public class RegistrationLookup {

  private final RegistrationLinks links;

  RegistrationLookup(RegistrationLinks links) {
    this.links = links;
  }

  /**
   * The link to publish by a channel.
   *
   * @param channel small letters and digits joined by dashes, at most 30
   * @throws IllegalArgumentException if the channel can't be named so
   */
  public String link(long runId, String channel) {
    return links.of(runId, channel);
  }
}
