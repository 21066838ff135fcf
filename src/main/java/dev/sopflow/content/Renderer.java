package dev.sopflow.content;

import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.util.ConcurrentLruCache;

/**
 * Fills a content version's templates. A version never changes, so its parsed templates are kept;
 * work and result are bounded by the template language itself.
 */
@Service
public class Renderer {

  private static final int KEPT = 500;

  private final ContentRows rows;
  private final Problems problems;
  private final ConcurrentLruCache<Long, Templates> parsed =
      new ConcurrentLruCache<>(KEPT, this::parse);

  Renderer(ContentRows rows, Problems problems) {
    this.rows = rows;
    this.problems = problems;
  }

  /**
   * @param subject null for channels without one
   * @param html null for channels without it; values are escaped
   * @param text plain text
   */
  public record Rendered(String subject, String html, String text) {}

  /**
   * Renders with plain maps ({@code contact}, {@code sender}, {@code links}, {@code run}), as
   * {@link Placeholders} makes them.
   *
   * @throws ContentBroken if the template can't be rendered, or is over its limits
   */
  public Rendered render(long contentVersionId, Map<String, Object> model) {
    return fill(parsed.get(contentVersionId), model);
  }

  /**
   * Renders words that are not kept, for a preview while they are written.
   *
   * @throws ContentBroken if the template can't be rendered, or is over its limits
   */
  public Rendered render(Words words, String language, Map<String, Object> model) {
    return fill(sound(Templates.of(words, language)), model);
  }

  private Templates parse(long contentVersionId) {
    var version =
        rows.find(contentVersionId)
            .orElseThrow(() -> new ContentBroken(problems.say("version", "" + contentVersionId)));
    return sound(Templates.of(version.words(), version.marks().language()));
  }

  private Templates sound(Templates templates) {
    var found = templates.problems();
    if (!found.isEmpty()) {
      throw new ContentBroken(String.join(" ", problems.say(found)));
    }
    return templates;
  }

  private Rendered fill(Templates templates, Map<String, Object> model) {
    try {
      return templates.fill(model);
    } catch (RuntimeException e) {
      throw new ContentBroken(problems.say("fill", "" + Template.MAX_RESULT));
    }
  }
}
