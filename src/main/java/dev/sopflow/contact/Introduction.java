package dev.sopflow.contact;

import java.util.Set;

/**
 * What somebody says of themselves, in their own words; what they leave out is empty or null.
 *
 * @param language BCP 47, or null
 * @param consent channels that they agree to
 * @param source where they said so
 */
public record Introduction(
    String name,
    String email,
    String phone,
    String company,
    String title,
    String city,
    String language,
    Set<Channel> consent,
    String source) {

  public Introduction {
    consent = Set.copyOf(consent);
  }
}
