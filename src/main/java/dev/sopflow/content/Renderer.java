package dev.sopflow.content;

import java.util.Map;
import org.springframework.stereotype.Service;

/** Fills a content version's templates. */
@Service
public class Renderer {

  /**
   * @param subject null for channels without one
   * @param html null for channels without it; values are escaped
   * @param text plain text
   */
  public record Rendered(String subject, String html, String text) {}

  /**
   * Renders with plain maps ({@code contact}, {@code sender}, {@code links}, {@code run}).
   *
   * @throws ContentBroken if the template can't be rendered, or is over its limits of time or size
   */
  public Rendered render(long contentVersionId, Map<String, Object> model) {
    throw new IllegalStateException("pending");
  }
}
