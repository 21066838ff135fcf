package dev.sopflow.worklist;

import dev.sopflow.contact.Contact;
import dev.sopflow.content.ContentBroken;
import dev.sopflow.content.Occasion;
import dev.sopflow.content.Placeholders;
import dev.sopflow.content.Renderer;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a rep may say: the piece that a visit names, in the contact's language, filled in. */
@Component
class Wording {

  /** The contact's language first, then English, then whatever there is. */
  private static final String RENDITION =
      """
      select v.id
        from content c
        join content_version v on v.content_id = c.id and v.version = c.active_version
       where c.piece = :piece or c.content_key = :piece
       order by case when v.language = :language then 0
                     when substring(v.language, 1, 2) = substring(:language, 1, 2) then 1
                     when substring(v.language, 1, 2) = 'en' then 2
                     else 3 end,
                case v.channel when 'CALL' then 0 when 'CHAT' then 1 else 2 end
       fetch first 1 rows only
      """;

  private final JdbcClient db;
  private final Renderer renderer;
  private final Placeholders placeholders;

  Wording(JdbcClient db, Renderer renderer, Placeholders placeholders) {
    this.db = db;
    this.renderer = renderer;
    this.placeholders = placeholders;
  }

  /**
   * @param piece the piece's key, or null
   * @param rep the full name of who says it
   * @return empty if there is no such piece, or it can't be filled for this contact
   */
  Optional<Renderer.Rendered> of(String piece, Contact contact, String rep) {
    return piece == null
        ? Optional.empty()
        : rendition(piece, contact.language()).flatMap(id -> filled(id, contact, rep));
  }

  private Optional<Long> rendition(String piece, String language) {
    return db.sql(RENDITION)
        .param("piece", piece)
        .param("language", language == null ? "en" : language)
        .query(Long.class)
        .optional();
  }

  private Optional<Renderer.Rendered> filled(long version, Contact contact, String rep) {
    try {
      return Optional.of(
          renderer.render(
              version, placeholders.of(contact, rep, Placeholders.Links.NONE, Occasion.NONE)));
    } catch (ContentBroken broken) {
      return Optional.empty();
    }
  }
}
