package dev.sopflow.insight;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Everything that happened between us and a contact, newest first. */
@Service
public class Timelines {

  /**
   * What happened to the portrait, in runs, in the ledger, in visits. A touch stands where it came
   * to its end, or where it is due; its delays stand apart.
   */
  private static final String HAPPENINGS =
      """
      select e.at, 'CONTACT' as room, e.kind, cast(null as varchar(40)) as reason,
        cast(null as varchar(10)) as channel, e.detail, e.actor,
        cast(null as bigint) as run_id, e.id
      from contact_event e where e.contact_id = :contact
      union all
      select p.joined_at, 'RUN', 'JOINED', null, null, null, null, p.run_id, 0
      from participant p where p.contact_id = :contact
      union all
      select p.state_at, 'RUN', p.state, null, null, null, null, p.run_id, 1
      from participant p where p.contact_id = :contact and p.state <> 'ACTIVE'
      union all
      select coalesce(t.done_at, t.due_at), 'TOUCH', t.state, t.reason, t.channel,
        coalesce(cv.name, substring(l.body, 1, 1000)), l.author, t.run_id, t.id
      from touch t left join content_version cv on cv.id = t.content_version_id
      left join touch_letter l on l.touch_id = t.id
      where t.contact_id = :contact and t.purpose <> 'VISIT'
      union all
      select e.at, 'TOUCH', e.kind, e.reason, t.channel, case when e.kind = 'CLICKED'
          then coalesce(cv.name || ', ', '') || coalesce(e.detail, '') else cv.name end,
        null, t.run_id, e.id
      from touch t join touch_event e on e.touch_id = t.id
      left join content_version cv on cv.id = t.content_version_id
      where t.contact_id = :contact and t.purpose <> 'VISIT'
        and e.kind not in (t.state, 'REPLIED', 'AUTO_REPLIED')
        and coalesce(e.reason, '') <> 'ATTRIBUTED'
      union all
      select s.received_at, 'TOUCH', s.kind, null, s.channel, substring(s.body, 1, 1000), null,
        t.run_id, s.id
      from touch_signal s left join touch t on t.id = s.touch_id
      where s.contact_id = :contact and s.kind in ('REPLIED', 'AUTO_REPLIED')
      union all
      select v.opened_at, 'VISIT', 'OPENED', null, null, null, v.rep, v.run_id, v.id
      from visit v where v.contact_id = :contact and v.state <> 'SKIPPED'
      union all
      select v.closed_at, 'VISIT', case when v.state = 'DONE' then v.outcome else v.state end,
        v.reason, t.channel, v.note, v.rep, v.run_id, v.id
      from visit v left join touch t on t.run_id = v.run_id and t.step = v.step
        and t.occurrence = v.occurrence and t.contact_id = v.contact_id
      where v.contact_id = :contact and v.closed_at is not null
      """;

  private final JdbcClient db;
  private final TimelineWords words;

  Timelines(JdbcClient db, TimelineWords words) {
    this.db = db;
    this.words = words;
  }

  /**
   * One happening.
   *
   * @param room CONTACT, RUN, TOUCH or VISIT
   * @param kind what it was, as a word for programs
   * @param reason why, as a word for programs; null if there is none
   * @param text what it was, as a sentence
   * @param detail a content's name, a note or the like; null if there is none
   * @param actor who did it; null for the house itself
   * @param runId null outside runs
   */
  public record Happening(
      Instant at,
      String room,
      String kind,
      String reason,
      String text,
      String detail,
      String actor,
      Long runId,
      String runName) {}

  /** A stretch of a contact's timeline. */
  public List<Happening> of(long contactId, long offset, int limit) {
    return db.sql(
            """
            select h.*, r.name as run_name from (%s) h left join run r on r.id = h.run_id
            order by h.at desc, h.room desc, h.id desc limit :limit offset :offset
            """
                .formatted(HAPPENINGS))
        .param("contact", contactId)
        .param("limit", limit)
        .param("offset", offset)
        .query(this::read)
        .list();
  }

  /** How long the timeline is. */
  public long count(long contactId) {
    return db.sql("select count(*) from (%s) h".formatted(HAPPENINGS))
        .param("contact", contactId)
        .query(Long.class)
        .single();
  }

  private Happening read(ResultSet row, int n) throws SQLException {
    var runId = row.getObject("run_id", Long.class);
    var room = row.getString("room");
    var kind = row.getString("kind");
    var reason = row.getString("reason");
    var detail = row.getString("detail");
    return new Happening(
        DbTime.instant(row, "at"),
        room,
        kind,
        reason,
        words.say(room, kind, reason, row.getString("channel")),
        detail,
        row.getString("actor"),
        runId,
        row.getString("run_name"));
  }
}
