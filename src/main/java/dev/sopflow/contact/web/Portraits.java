package dev.sopflow.contact.web;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Suppressions;
import org.springframework.stereotype.Component;

/** Puts a contact's view together. */
@Component
class Portraits {

  private final Contacts contacts;
  private final Consents consents;
  private final Suppressions suppressions;

  Portraits(Contacts contacts, Consents consents, Suppressions suppressions) {
    this.contacts = contacts;
    this.consents = consents;
    this.suppressions = suppressions;
  }

  ContactView of(long id) {
    return new ContactView(
        contacts.get(id),
        contacts.identitiesOf(id).stream().map(ContactView.IdentityView::of).toList(),
        consents.of(id).stream().map(ContactView.ConsentView::of).toList(),
        suppressions.of(id).stream().map(ContactView.SuppressionView::of).toList());
  }
}
