package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows that a claim reads, locks and writes. A contact's row is locked with its touches, so
 * that caps hold with many dispatchers; nothing here ever waits for a lock. The statements leave
 * PostgreSQL one way to read, since a ledger that has just grown is not what its statistics say:
 * {@code not in} keeps the order of the index, and a state with an empty text behind it keeps rows
 * that are named by id from being looked for among all that wait.
 */
@Component
class Claims {

  private final JdbcClient db;
  private final JdbcTemplate jdbc;
  private final TouchSettings settings;
  private final FailedWays failedWays;

  Claims(JdbcClient db, JdbcTemplate jdbc, TouchSettings settings, FailedWays failedWays) {
    this.db = db;
    this.jdbc = jdbc;
    this.settings = settings;
    this.failedWays = failedWays;
  }

  /** A page of what is due by a channel, oldest first, whoever else looks at it. */
  List<Long> due(Channel channel, Instant now, int page) {
    var size = settings.dispatch().batch();
    return db.sql(
            """
            select t.id from touch t where t.state = 'PLANNED' and t.channel = :channel and t.due_at <= :now
            and t.run_id not in (select run_id from held_run)
            order by t.due_at, t.id offset :offset rows fetch next :size rows only
            """)
        .param("channel", channel.name())
        .param("now", db(now))
        .param("offset", page * size)
        .param("size", size)
        .query(Long.class)
        .list();
  }

  /** Locks those of them, with their contacts, that no other dispatcher has; oldest first. */
  List<DueTouch> lock(List<Long> ids, Instant now) {
    return db.sql(
            """
            select t.* from touch t join contact k on k.id = t.contact_id
            where t.id = any(:ids) and t.state || '' = 'PLANNED' and t.due_at <= :now
            and not exists (select 1 from held_run h where h.run_id = t.run_id)
            order by t.due_at, t.id for update skip locked
            """)
        .param("ids", ids.toArray(Long[]::new))
        .param("now", db(now))
        .query((row, n) -> touch(row))
        .list();
  }

  private static DueTouch touch(ResultSet row) throws SQLException {
    return new DueTouch(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("step"),
        row.getInt("occurrence"),
        row.getLong("contact_id"),
        Channel.valueOf(row.getString("channel")),
        Purpose.valueOf(row.getString("purpose")),
        row.getObject("content_version_id", Long.class),
        row.getString("piece"),
        DbTime.instant(row, "useful_until"),
        row.getString("address"),
        row.getInt("attempts"));
  }

  /** Stores the first {@code begun} as being with their courier already. */
  void claim(List<Claimed> claimed, String by, int begun, Instant now) {
    if (claimed.isEmpty()) {
      return;
    }
    db.sql(
            """
            merge into touch t
            using (select * from unnest(cast(:ids as bigint array),
                cast(:versions as bigint array), cast(:addresses as varchar(254) array),
                cast(:messages as varchar(200) array), cast(:stages as varchar(20) array),
                cast(:levels as varchar(10) array), cast(:hours as integer array))
              with ordinality as x(id, version, address, message, stage, lvl, hr, nr)) s
            on t.id = s.id
            when matched then update set state = 'CLAIMED', attempts = t.attempts + 1,
              claimed_by = :by, claimed_at = :now,
              lease_until = current_timestamp + interval '%d' second,
              begun_at = case when s.nr <= :begun then cast(:now as timestamp(6) with time zone) end,
              withdrawn = null, content_version_id = s.version, address = s.address,
              message_id = s.message, reader_stage = s.stage, reader_level = s.lvl,
              reader_hour = s.hr
            """
                .formatted(settings.dispatch().lease().toSeconds()))
        .param("ids", claimed.stream().map(c -> c.touch().id()).toArray(Long[]::new))
        .param("versions", claimed.stream().map(Claimed::contentVersionId).toArray(Long[]::new))
        .param("addresses", claimed.stream().map(Claimed::address).toArray(String[]::new))
        .param("messages", claimed.stream().map(Claimed::messageId).toArray(String[]::new))
        .param("stages", claimed.stream().map(c -> c.reader().stage()).toArray(String[]::new))
        .param(
            "levels", claimed.stream().map(c -> c.reader().level().name()).toArray(String[]::new))
        .param("hours", claimed.stream().map(c -> c.reader().hour()).toArray(Integer[]::new))
        .param("by", by)
        .param("now", db(now))
        .param("begun", begun)
        .update();
  }

  void defer(List<Judged> deferred, Instant now) {
    jdbc.batchUpdate(
        "update touch set due_at = ? where id = ?",
        deferred.stream()
            .map(j -> new Object[] {db(j.verdict().notBefore()), j.touch().id()})
            .toList());
    note(deferred, "DEFERRED", now);
  }

  void drop(List<Judged> dropped, Instant now) {
    jdbc.batchUpdate(
        "update touch set state = 'DROPPED', reason = ?, done_at = ? where id = ?",
        dropped.stream()
            .map(j -> new Object[] {j.verdict().reason().name(), db(now), j.touch().id()})
            .toList());
    note(dropped, "DROPPED", now);
    failedWays.note(dropped.stream().map(j -> j.touch().id()).toList());
  }

  private void note(List<Judged> judged, String kind, Instant now) {
    jdbc.batchUpdate(
        "insert into touch_event (touch_id, at, kind, reason) values (?, ?, ?, ?)",
        judged.stream()
            .map(j -> new Object[] {j.touch().id(), db(now), kind, j.verdict().reason().name()})
            .toList());
  }

  /**
   * Which touches may go to their courier.
   *
   * @param at {@link System#nanoTime} while they were locked: whatever was withdrawn before that is
   *     not among them
   */
  record Going(Set<Long> touches, long at) {}

  /**
   * Stores that these go to their courier now, and says which may: a refusal, a paused or a
   * cancelled run takes claimed ones back. Those {@code notYet} to go are stored as not begun.
   */
  @Transactional
  Going begin(List<Long> ids, List<Long> notYet, String by, Instant now) {
    if (!notYet.isEmpty()) {
      write(null, mine(notYet, by));
    }
    var mine = mine(ids, by);
    write(now, mine);
    return new Going(Set.copyOf(mine), System.nanoTime());
  }

  private List<Long> mine(List<Long> ids, String by) {
    return db.sql(
            """
            select id from touch where id = any(:ids) and state || '' = 'CLAIMED'
            and claimed_by = :by and withdrawn is null and lease_until > current_timestamp
            and not exists (select 1 from held_run h where h.run_id = touch.run_id)
            for update skip locked
            """)
        .param("ids", ids.toArray(Long[]::new))
        .param("by", by)
        .query(Long.class)
        .list();
  }

  private void write(Instant begunAt, List<Long> ids) {
    db.sql("update touch set begun_at = :at where id = any(:ids)")
        .param("at", db(begunAt))
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }
}
