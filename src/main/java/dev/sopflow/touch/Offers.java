package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which active renditions a plan can choose from, in the library's order. */
@Component
class Offers {

  private final JdbcClient db;

  Offers(JdbcClient db) {
    this.db = db;
  }

  /**
   * @throws IllegalArgumentException if the plan names a piece that the library does not have
   */
  List<Offer> of(SendPlan plan) {
    var choice = plan.content();
    if (choice.piece() != null && !exists(choice.piece())) {
      throw new IllegalArgumentException("There is no content piece '" + choice.piece() + "'");
    }
    return db.sql(
            """
            select v.id as version_id, c.piece, v.channel, v.language, v.topic
            from content c
            join content_version v on v.content_id = c.id and v.version = c.active_version
            where v.channel in (:channels)
            and (v.valid_until is null or v.valid_until >= cast(:earliest as date))
            and %s
            order by v.sort_order, c.piece, c.content_key
            """
                .formatted(choice.piece() != null ? "c.piece = :name" : stage(choice)))
        .param("channels", plan.channels().stream().map(Channel::name).toList())
        .param("earliest", plan.dueAt().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1))
        .param("name", choice.piece() != null ? choice.piece() : choice.stage())
        .param("topic", choice.topic())
        .query(Offer.class)
        .list();
  }

  private static String stage(ContentChoice choice) {
    return choice.topic() == null ? "v.stage = :name" : "v.stage = :name and v.topic = :topic";
  }

  private boolean exists(String piece) {
    return db.sql("select count(*) from content where piece = :piece")
            .param("piece", piece)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Why a contact gets nothing of these offers. */
  static Reason whyNothing(SendPlan plan, List<Offer> offers) {
    return plan.content().piece() != null && offers.isEmpty()
        ? Reason.CONTENT_RETIRED
        : Reason.NO_CONTENT_LEFT;
  }
}
