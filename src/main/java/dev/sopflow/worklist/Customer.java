package dev.sopflow.worklist;

import dev.sopflow.contact.Consents.Consent;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Identity;
import dev.sopflow.content.Renderer.Rendered;
import java.util.List;

/**
 * What a rep needs to know beside a task.
 *
 * @param addresses those that a rep may use, the preferred of each kind first
 * @param refusals what the contact does not want, a refusal of everything first
 * @param wording what may be said, or null
 */
public record Customer(
    Contact contact, List<Identity> addresses, List<Consent> refusals, Rendered wording) {}
