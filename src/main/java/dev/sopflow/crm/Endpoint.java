package dev.sopflow.crm;

import java.net.URI;
import java.util.Set;

/**
 * An address of another system that is told of events.
 *
 * @param words whether what a contact wrote is sent along
 */
record Endpoint(String name, URI url, String secret, Set<EventType> events, boolean words) {

  /** Whose it is, without the path, which may hold a secret. */
  String host() {
    return url.getScheme() + "://" + url.getAuthority();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Endpoint[" + name + "]";
  }
}
