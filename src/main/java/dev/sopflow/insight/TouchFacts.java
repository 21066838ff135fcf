package dev.sopflow.insight;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the ledger what came of touches: {@link Effect} in SQL. */
@Component
class TouchFacts {

  private static final String FACTS =
      """
      select t.id, t.run_id, t.step, t.occurrence, t.contact_id, t.channel, t.purpose, t.done_at,
        coalesce(t.content_version_id, 0) as content_version_id,
        coalesce(t.reader_stage, '') as reader_stage, coalesce(t.reader_level, '') as reader_level,
        coalesce(t.reader_hour, -1) as reader_hour, coalesce(k.counted, 0) as counted,
        t.done_at as tried_at, case when t.state = 'SENT' then t.done_at end as sent_at,
        case when t.state = 'SENT' then e.delivered_at end as delivered_at,
        case when t.state = 'SENT' then e.opened_at end as opened_at,
        case when t.state = 'SENT' then e.clicked_at end as clicked_at,
        case when t.state <> 'SENT' then null when v.id is null then e.replied_at
          else v.closed_at end as replied_at,
        case when t.state = 'SENT' then e.converted_at end as converted_at,
        case when t.state = 'SENT' then e.refused_at end as refused_at,
        case when t.state = 'SENT' then e.bounced_at else t.done_at end as unreachable_at
      from touch t
      left join (
        select touch_id, max(case when kind = 'DELIVERED' then at end) as delivered_at,
          max(case when kind in ('OPENED', 'CLICKED') then at end) as opened_at,
          max(case when kind = 'CLICKED' then at end) as clicked_at,
          max(case when kind = 'REPLIED' then at end) as replied_at,
          max(case when kind = 'CONVERTED' then at end) as converted_at,
          max(case when kind in ('REFUSED', 'COMPLAINED') then at end) as refused_at,
          max(case when kind = 'BOUNCED' then at end) as bounced_at
        from touch_event where touch_id = any(:ids) group by touch_id) e on e.touch_id = t.id
      left join visit v on t.purpose = 'VISIT' and v.run_id = t.run_id and v.step = t.step
        and v.occurrence = t.occurrence and v.contact_id = t.contact_id
        and v.outcome in (%s)
      left join touch_counted k on k.touch_id = t.id
      where t.id = any(:ids)
        and (t.state = 'SENT' or t.state = 'FAILED' and t.reason = 'PROVIDER_REFUSED')
      """
          .formatted(Measures.ANSWERS);

  private final JdbcClient db;

  TouchFacts(JdbcClient db) {
    this.db = db;
  }

  /**
   * What came of a touch so far.
   *
   * @param counted what of it stands in the sums already, as bits
   * @param at when it last came to that
   */
  record Fact(long touchId, long contactId, Cell cell, int counted, Map<Effect, Instant> at) {

    int bits() {
      return at.keySet().stream().mapToInt(Effect::bit).sum();
    }
  }

  /** Nothing of those that did not come to anything. */
  List<Fact> of(List<Long> touches) {
    return db.sql(FACTS)
        .param("ids", touches.toArray(Long[]::new))
        .query((row, n) -> read(row))
        .list();
  }

  private static Fact read(ResultSet row) throws SQLException {
    return new Fact(
        row.getLong("id"),
        row.getLong("contact_id"),
        Cell.read(row),
        row.getInt("counted"),
        times(row));
  }

  private static Map<Effect, Instant> times(ResultSet row) throws SQLException {
    var at = new EnumMap<Effect, Instant>(Effect.class);
    for (var effect : Effect.values()) {
      if (effect != Effect.ENGAGED) {
        keep(at, effect, DbTime.instant(row, effect.column() + "_at"));
      }
    }
    for (var act : List.of(Effect.CLICKED, Effect.REPLIED, Effect.CONVERTED)) {
      keep(at, Effect.ENGAGED, at.get(act));
    }
    for (var act : List.of(Effect.OPENED, Effect.ENGAGED)) {
      keep(at, Effect.DELIVERED, at.get(act));
    }
    return at;
  }

  private static void keep(Map<Effect, Instant> at, Effect effect, Instant when) {
    if (when != null) {
      at.merge(effect, when, (one, other) -> one.isAfter(other) ? one : other);
    }
  }
}
