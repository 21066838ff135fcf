package dev.sopflow.worklist;

import dev.sopflow.content.ContentBroken;
import dev.sopflow.content.Occasion;
import dev.sopflow.content.Occasions;
import dev.sopflow.content.Placeholders;
import dev.sopflow.content.Renderer;
import dev.sopflow.run.Run;
import dev.sopflow.touch.RegistrationLinks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Words that a colleague is to publish by hand: a task's process names them by its variables {@code
 * piece} (a content piece), {@code channel} (where they are published, such as moments) and {@code
 * picture} (a link to the picture that goes with them, or empty).
 */
@Service
public class TaskWords {

  private static final String RENDITIONS =
      """
      select v.id, v.language
        from content c
        join content_version v on v.content_id = c.id and v.version = c.active_version
       where c.piece = :piece
       order by v.language
      """;

  private final TaskRuns tasks;
  private final ReadableTasks variables;
  private final JdbcClient db;
  private final Renderer renderer;
  private final Placeholders placeholders;
  private final Occasions occasions;
  private final RegistrationLinks links;

  TaskWords(
      TaskRuns tasks,
      ReadableTasks variables,
      JdbcClient db,
      Renderer renderer,
      Placeholders placeholders,
      Occasions occasions,
      RegistrationLinks links) {
    this.tasks = tasks;
    this.variables = variables;
    this.db = db;
    this.renderer = renderer;
    this.placeholders = placeholders;
    this.occasions = occasions;
    this.links = links;
  }

  /**
   * What is to be published.
   *
   * @param picture a link to it, or null
   * @param words in every language that they exist in
   */
  public record Publication(Run run, String picture, List<Words> words) {}

  /**
   * The words of one language, filled in.
   *
   * @param language such as en or zh-TW
   */
  public record Words(String language, String text) {}

  /** Empty if the task publishes nothing, or the user may not read it. */
  public Optional<Publication> of(String taskId, String user, List<String> groups) {
    return Optional.ofNullable(tasks.of(List.of(taskId), user, groups).get(taskId))
        .flatMap(run -> publication(run, variables.of(taskId, "piece", "channel", "picture")));
  }

  private Optional<Publication> publication(Run run, Map<String, String> said) {
    if (!said.containsKey("piece")) {
      return Optional.empty();
    }
    var model = model(run, said.get("channel"));
    var words =
        db
            .sql(RENDITIONS)
            .param("piece", said.get("piece"))
            .query((row, n) -> filled(row.getLong("id"), row.getString("language"), model))
            .list()
            .stream()
            .flatMap(one -> one)
            .toList();
    return Optional.of(new Publication(run, linkOrNull(said.get("picture")), words));
  }

  private Map<String, Object> model(Run run, String channel) {
    var occasion = occasions.of(List.of(run.id())).getOrDefault(run.id(), Occasion.NONE);
    var register = channel == null ? null : links.of(run.id(), channel);
    return placeholders.of(null, null, new Placeholders.Links(null, register), occasion);
  }

  private Stream<Words> filled(long version, String language, Map<String, Object> model) {
    try {
      return Stream.of(new Words(language, renderer.render(version, model).text()));
    } catch (ContentBroken broken) {
      return Stream.empty();
    }
  }

  private static String linkOrNull(String picture) {
    return picture != null && picture.matches("https?://\\S+") ? picture : null;
  }
}
