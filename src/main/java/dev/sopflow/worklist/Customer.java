package dev.sopflow.worklist;

import dev.sopflow.contact.Contact;
import dev.sopflow.content.Renderer.Rendered;
import java.util.Locale;

/**
 * What a rep needs to know beside a task.
 *
 * @param wording what may be said, or null
 */
public record Customer(Contact contact, Rendered wording) {

  /** The name of the contact's language, for a reader in {@code locale}; null if unknown. */
  public String language(Locale locale) {
    return contact.language() == null
        ? null
        : Locale.forLanguageTag(contact.language()).getDisplayName(locale);
  }
}
