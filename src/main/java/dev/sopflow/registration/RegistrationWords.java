package dev.sopflow.registration;

import dev.sopflow.content.ContentBroken;
import dev.sopflow.content.Occasion;
import dev.sopflow.content.Occasions;
import dev.sopflow.content.Placeholders;
import dev.sopflow.content.Renderer;
import dev.sopflow.content.Renditions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;

/** What a registration's page says: of the run, and nothing of whoever opens it. */
@Service
public class RegistrationWords {

  private final Renditions renditions;
  private final Renderer renderer;
  private final Placeholders placeholders;
  private final Occasions occasions;

  RegistrationWords(
      Renditions renditions, Renderer renderer, Placeholders placeholders, Occasions occasions) {
    this.renditions = renditions;
    this.renderer = renderer;
    this.placeholders = placeholders;
    this.occasions = occasions;
  }

  /** The title, and the text below, perhaps empty and of several lines. */
  public record Said(String title, String text) {}

  /** The words in the reader's language; only the run's name, if its piece can't be shown. */
  public Said of(Registration registration, Locale reader) {
    var run = registration.run();
    var otherwise = new Said(run.name(), "");
    try {
      return renditions
          .best(registration.piece(), reader.toLanguageTag())
          .map(version -> said(renderer.render(version, model(run.id())).text().strip()))
          .orElse(otherwise);
    } catch (ContentBroken broken) {
      return otherwise;
    }
  }

  private Map<String, Object> model(long runId) {
    var occasion = occasions.of(List.of(runId)).getOrDefault(runId, Occasion.NONE);
    return placeholders.of(null, null, Placeholders.Links.NONE, occasion);
  }

  private static Said said(String words) {
    var lines = words.split("\n", 2);
    return new Said(lines[0].strip(), lines.length > 1 ? lines[1].strip() : "");
  }
}
