package dev.sopflow.worklist;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Consents.Consent;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.contact.Suppressions.Suppression;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How a rep may reach a contact: by no way that was refused, at no address that is suppressed. */
@Component
class Ways {

  private static final Map<IdentityKind, Channel> BY_HAND =
      Map.of(
          IdentityKind.PHONE, Channel.CALL,
          IdentityKind.EMAIL, Channel.EMAIL,
          IdentityKind.WECOM, Channel.CHAT);

  private final Contacts contacts;
  private final Consents consents;
  private final Suppressions suppressions;

  Ways(Contacts contacts, Consents consents, Suppressions suppressions) {
    this.contacts = contacts;
    this.consents = consents;
    this.suppressions = suppressions;
  }

  List<Identity> openTo(long contactId) {
    var refusals = refusalsOf(contactId);
    var banned = suppressions.of(contactId).stream().map(Suppression::address).toList();
    return contacts.identitiesOf(contactId).stream()
        .filter(address -> BY_HAND.containsKey(address.kind()) && !banned.contains(address))
        .filter(address -> isOpen(BY_HAND.get(address.kind()), refusals))
        .toList();
  }

  List<Consent> refusalsOf(long contactId) {
    return consents.of(contactId).stream().filter(said -> !said.granted()).toList();
  }

  private static boolean isOpen(Channel channel, List<Consent> refusals) {
    return refusals.stream().noneMatch(no -> no.channel() == null || no.channel() == channel);
  }
}
