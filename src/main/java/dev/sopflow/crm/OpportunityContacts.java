package dev.sopflow.crm;

import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.NamedContacts;
import dev.sopflow.web.NotFound;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the contact whom the CRM names. */
@Component
class OpportunityContacts {

  private static final int LONGEST = 254;
  private static final int LONGEST_CRM_ID = 64;

  private final Contacts contacts;
  private final NamedContacts named;
  private final JdbcClient db;

  OpportunityContacts(Contacts contacts, NamedContacts named, JdbcClient db) {
    this.contacts = contacts;
    this.named = named;
    this.db = db;
  }

  /**
   * @throws NotFound if nobody here is known by any of it
   * @throws IllegalArgumentException in plain words, if it names nobody or several
   */
  long find(OpportunityNews.Whom whom) {
    var found = new TreeSet<Long>();
    if (whom.id() != null) {
      found.add(contacts.find(whom.id()).orElseThrow(() -> unknown("the id " + whom.id())).id());
    }
    find(IdentityKind.EMAIL, "email", whom.email()).ifPresent(found::add);
    find(IdentityKind.PHONE, "phone", whom.phone()).ifPresent(found::add);
    find(IdentityKind.CRM, "crmId", whom.crmId()).ifPresent(found::add);
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "'contact' names different people here: the contacts " + found);
    }
    return found.stream().findFirst().orElseThrow(() -> none(whom));
  }

  private Optional<Long> find(IdentityKind kind, String field, String written) {
    if (written == null || written.isBlank()) {
      return Optional.empty();
    }
    var most = kind == IdentityKind.CRM ? LONGEST_CRM_ID : LONGEST;
    if (written.length() > most) {
      throw new IllegalArgumentException(
          "'contact.%s' has more than %d characters".formatted(field, most));
    }
    try {
      return named.find(kind, written);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'contact.%s': %s".formatted(field, e.getMessage()));
    }
  }

  private static RuntimeException none(OpportunityNews.Whom whom) {
    return isBlank(whom.email()) && isBlank(whom.phone()) && isBlank(whom.crmId())
        ? new IllegalArgumentException("'contact' must name somebody by id, email, phone or crmId")
        : unknown("this address or CRM id");
  }

  private static NotFound unknown(String by) {
    return new NotFound("No contact is known by %s; add the contact and tell again".formatted(by));
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  /** Remembers by what id the CRM knows a contact, unless it is known by another one there. */
  void learn(long contactId, OpportunityNews.Whom whom, String actor) {
    if (!isBlank(whom.crmId()) && crmIdOf(contactId).isEmpty()) {
      contacts.know(contactId, new Identity(IdentityKind.CRM, whom.crmId().strip()), actor);
    }
  }

  /** By what id the CRM knows a contact. */
  Optional<String> crmIdOf(long contactId) {
    return db.sql(
            """
            select id_value from contact_identity where contact_id = :contact and kind = 'CRM'
            order by preferred desc, id_value fetch first 1 rows only
            """)
        .param("contact", contactId)
        .query(String.class)
        .optional();
  }
}
