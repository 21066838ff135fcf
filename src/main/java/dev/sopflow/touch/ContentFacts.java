package dev.sopflow.touch;

import dev.sopflow.content.Stage;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is to be sent today for content that was planned in some version. */
@Component
class ContentFacts {

  /**
   * @param activeVersionId the version that goes out, or null when the rendition is retired
   * @param validUntil its last day, or null
   * @param topic what it is about, or null
   * @param ofOccasion whether it says something else in each run
   */
  record Rendition(Long activeVersionId, LocalDate validUntil, String topic, boolean ofOccasion) {}

  private final JdbcClient db;

  ContentFacts(JdbcClient db) {
    this.db = db;
  }

  Map<Long, Rendition> of(Stream<Long> plannedVersions) {
    var renditions = new HashMap<Long, Rendition>();
    db.sql(
            """
            select p.id as planned, p.stage, coalesce(a.topic, p.topic) as topic, a.id as active,
              a.valid_until from content_version p
            join content c on c.id = p.content_id
            left join content_version a on a.content_id = c.id and a.version = c.active_version
              and a.channel = p.channel
            where p.id = any(:ids)
            """)
        .param("ids", plannedVersions.distinct().toArray(Long[]::new))
        .query(
            row -> {
              renditions.put(
                  row.getLong("planned"),
                  new Rendition(
                      row.getObject("active", Long.class),
                      day(row.getDate("valid_until")),
                      row.getString("topic"),
                      Stage.OCCASION.name().equals(row.getString("stage"))));
            });
    return renditions;
  }

  private static LocalDate day(Date date) {
    return date == null ? null : date.toLocalDate();
  }
}
