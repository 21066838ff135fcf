package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.QuietTimes.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one batch has read of one contact; the past grows as the batch lets touches go. */
final class ContactFacts {

  /** A contact's address and whether it must not be used. */
  record Address(String value, boolean suppressed) {}

  final Contact contact;
  final String stage;
  final Map<IdentityKind, Address> addresses = new EnumMap<>(IdentityKind.class);
  private final List<Address> usable = new ArrayList<>();
  final Set<String> refused = new HashSet<>();
  final Set<String> granted = new HashSet<>();
  final Map<Why, Instant> quiet = new EnumMap<>(Why.class);
  final Set<String> refusedTopics = new HashSet<>();
  final List<PastTouch> past = new ArrayList<>();

  ContactFacts(Contact contact, String stage) {
    this.contact = contact;
    this.stage = stage;
  }

  /** The preferred address comes first; a suppressed one gives way to any other. */
  void address(IdentityKind kind, Address address) {
    if (!address.suppressed()) {
      usable.add(address);
    }
    var known = addresses.get(kind);
    if (known == null || known.suppressed() && !address.suppressed()) {
      addresses.put(kind, address);
    }
  }

  /**
   * @param wanted the address to be taken if it is theirs and usable, or null
   */
  Address addressFor(Channel channel, String wanted) {
    return usable.stream()
        .filter(address -> address.value().equals(wanted))
        .findAny()
        .orElseGet(() -> addressFor(channel));
  }

  private Address addressFor(Channel channel) {
    return addresses.get(channel.address());
  }
}
