package dev.sopflow.contact;

import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Finds contacts as other systems and people write their addresses (ONE ID). */
@Service
public class NamedContacts {

  private final People people;
  private final Words words;
  private final String region;

  NamedContacts(People people, Words words, @Value("${sopflow.default-region:US}") String region) {
    this.people = people;
    this.words = words;
    this.region = region;
  }

  /**
   * Whose address this is; empty if nobody's.
   *
   * @param written in whatever form; a number without a country code is of the house's region
   * @throws IllegalArgumentException in plain words, if nobody could have such an address
   */
  public Optional<Long> find(IdentityKind kind, String written) {
    var address = new Identity(kind, read(kind, written));
    return Optional.ofNullable(people.ownersOf(List.of(address)).get(address));
  }

  private String read(IdentityKind kind, String written) {
    return switch (kind) {
      case EMAIL -> Addresses.email(written).orElseThrow(() -> unusable("contact.unusable.email"));
      case PHONE ->
          Addresses.phone(written, region).orElseThrow(() -> unusable("contact.unusable.phone"));
      case WECOM, CRM -> Names.clean(written, 254);
    };
  }

  private IllegalArgumentException unusable(String code) {
    return new IllegalArgumentException(words.say(code));
  }
}
