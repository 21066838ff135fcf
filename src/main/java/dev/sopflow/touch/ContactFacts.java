package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.IdentityKind;
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
  final Map<IdentityKind, Address> addresses = new EnumMap<>(IdentityKind.class);
  final Set<String> refused = new HashSet<>();
  final Set<String> granted = new HashSet<>();
  final List<PastTouch> past = new ArrayList<>();

  ContactFacts(Contact contact) {
    this.contact = contact;
  }

  /** The preferred address comes first; a suppressed one gives way to any other. */
  void address(IdentityKind kind, Address address) {
    var known = addresses.get(kind);
    if (known == null || known.suppressed() && !address.suppressed()) {
      addresses.put(kind, address);
    }
  }

  Address addressFor(Channel channel) {
    return addresses.get(channel.address());
  }
}
