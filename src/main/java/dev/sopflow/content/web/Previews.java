package dev.sopflow.content.web;

import dev.sopflow.access.Reps;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Contacts;
import dev.sopflow.content.ContentBroken;
import dev.sopflow.content.ContentVersion;
import dev.sopflow.content.Placeholders;
import dev.sopflow.content.Renderer;
import dev.sopflow.content.Words;
import dev.sopflow.web.NotFound;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Shows a version as one contact would get it, of no run; its own links lead to no one. */
@Component
class Previews {

  private final Contacts contacts;
  private final Placeholders placeholders;
  private final Renderer renderer;
  private final Reps reps;
  private final String publicUrl;
  private final Clock clock;

  Previews(
      Contacts contacts,
      Placeholders placeholders,
      Renderer renderer,
      Reps reps,
      @Value("${sopflow.public-url}") String publicUrl,
      Clock clock) {
    this.clock = clock;
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
      return renderer.render(
          version.words(), version.marks().language(), model(contact, version.words()));
    } catch (ContentBroken e) {
      throw new ErrorResponseException(
          HttpStatus.UNPROCESSABLE_ENTITY,
          ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage()),
          e);
    }
  }

  private Map<String, Object> model(Contact contact, Words words) {
    return placeholders.of(
        contact,
        reps.signatureOf(contact.owner()),
        new Placeholders.Links(publicUrl + "/u/preview", publicUrl + "/register/preview"),
        SampleOccasion.of(words, clock.instant()));
  }
}
