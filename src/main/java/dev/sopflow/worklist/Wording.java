package dev.sopflow.worklist;

import dev.sopflow.contact.Contact;
import dev.sopflow.content.ContentBroken;
import dev.sopflow.content.Occasion;
import dev.sopflow.content.Placeholders;
import dev.sopflow.content.Renderer;
import dev.sopflow.content.Renditions;
import dev.sopflow.run.RunFacts;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a rep may say: the piece that a visit names, in the contact's language, filled in. */
@Component
class Wording {

  private final Renditions renditions;
  private final Renderer renderer;
  private final Placeholders placeholders;
  private final RunFacts runs;

  Wording(Renditions renditions, Renderer renderer, Placeholders placeholders, RunFacts runs) {
    this.renditions = renditions;
    this.renderer = renderer;
    this.placeholders = placeholders;
    this.runs = runs;
  }

  /**
   * @param piece the piece's key, or null
   * @param rep the full name of who says it
   * @param runId the run that it is said in
   * @return empty if there is no such piece, or it can't be filled for this contact
   */
  Optional<Renderer.Rendered> of(String piece, Contact contact, String rep, long runId) {
    return piece == null
        ? Optional.empty()
        : renditions
            .best(piece, contact.language())
            .flatMap(id -> filled(id, contact, rep, runs.of(runId)));
  }

  private Optional<Renderer.Rendered> filled(
      long version, Contact contact, String rep, Occasion run) {
    try {
      return Optional.of(
          renderer.render(version, placeholders.of(contact, rep, Placeholders.Links.NONE, run)));
    } catch (ContentBroken broken) {
      return Optional.empty();
    }
  }
}
