package dev.sopflow.content;

import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who signs what goes out. What is not configured shows as the name of its setting, and keeps
 * providers from being used.
 *
 * @param company our company's name
 * @param name the team or person that signs
 * @param address the postal address that a commercial mail must carry
 */
@ConfigurationProperties("sopflow.sender")
public record Sender(String company, String name, String address) {

  public Sender {
    company = orSetting(company, "company");
    name = orSetting(name, "name");
    address = orSetting(address, "address");
  }

  /** Whether all of it is configured. */
  public boolean isKnown() {
    return Stream.of(company, name, address).noneMatch(text -> text.startsWith("[sopflow."));
  }

  private static String orSetting(String text, String setting) {
    return text == null || text.isBlank() ? "[sopflow.sender." + setting + "]" : text.strip();
  }
}
