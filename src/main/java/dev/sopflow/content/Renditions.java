package dev.sopflow.content;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which version of a piece goes to whom. */
@Service
public class Renditions {

  /** The reader's language first, then English, then whatever there is. */
  private static final String BEST =
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

  Renditions(JdbcClient db) {
    this.db = db;
  }

  /**
   * The active version of a piece to be read or said by a person, in their language if there is
   * one.
   *
   * @param language BCP 47, or null
   * @return the content version's id; empty if there is no such piece
   */
  public Optional<Long> best(String piece, String language) {
    return db.sql(BEST)
        .param("piece", piece)
        .param("language", language == null ? "en" : language)
        .query(Long.class)
        .optional();
  }
}
