package dev.sopflow.touch;

import java.net.URI;
import java.util.Set;

/**
 * Where the world reaches this server.
 *
 * @param value without a slash at its end
 */
public record PublicUrl(String value) {

  private static final Set<String> NOBODYS = Set.of("localhost", "127.0.0.1", "[::1]");

  public PublicUrl {
    value = value.strip().replaceAll("/+$", "");
  }

  /** Whether anybody but this machine can follow it. */
  public boolean leadsSomewhere() {
    try {
      var host = URI.create(value).getHost();
      return host != null && !NOBODYS.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
