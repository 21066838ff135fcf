package dev.sopflow.content.web;

import dev.sopflow.access.Reps;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Contacts;
import dev.sopflow.content.ContentBroken;
import dev.sopflow.content.ContentVersion;
import dev.sopflow.content.Placeholders;
import dev.sopflow.content.Renderer;
import dev.sopflow.web.NotFound;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Shows a version as one contact would get it; the unsubscribe link leads to no one. */
@Component
class Previews {

  private final Contacts contacts;
  private final Placeholders placeholders;
  private final Renderer renderer;
  private final Reps reps;
  private final String publicUrl;

  Previews(
      Contacts contacts,
      Placeholders placeholders,
      Renderer renderer,
      Reps reps,
      @Value("${sopflow.public-url}") String publicUrl) {
    this.contacts = contacts;
    this.placeholders = placeholders;
    this.renderer = renderer;
    this.reps = reps;
    this.publicUrl = publicUrl;
  }

  Renderer.Rendered of(ContentVersion version, long contactId) {
    var contact =
        contacts
            .find(contactId)
            .orElseThrow(() -> new NotFound("There is no contact with the number " + contactId));
    try {
      return renderer.render(version.words(), version.marks().language(), model(contact));
    } catch (ContentBroken e) {
      throw new ErrorResponseException(
          HttpStatus.UNPROCESSABLE_ENTITY,
          ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage()),
          e);
    }
  }

  private Map<String, Object> model(Contact contact) {
    return placeholders.of(contact, reps.signatureOf(contact.owner()), publicUrl + "/u/preview");
  }
}
