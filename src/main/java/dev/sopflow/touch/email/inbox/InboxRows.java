package dev.sopflow.touch.email.inbox;

import static dev.sopflow.time.DbTime.db;

import java.time.Clock;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How far each mailbox is read, and who reads it. */
@Component
class InboxRows {

  private static final int LONGEST_WORDS = 500;

  /** How far it is read; null before the first time. */
  record Place(Long validity, Long lastUid) {}

  private final JdbcClient db;
  private final Clock clock;

  InboxRows(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** The mailbox's row, made when there is none. */
  long idOf(String account, String folder) {
    return find(account, folder).orElseGet(() -> make(account, folder));
  }

  private Optional<Long> find(String account, String folder) {
    return db.sql("select id from inbox where account = ? and folder = ?")
        .params(account, folder)
        .query(Long.class)
        .optional();
  }

  private long make(String account, String folder) {
    try {
      db.sql("insert into inbox (account, folder) values (?, ?)").params(account, folder).update();
    } catch (DuplicateKeyException e) {
      // another node was first
    }
    return find(account, folder).orElseThrow();
  }

  /** Whether {@code reader} may read for the next minute. */
  boolean lease(long inbox, String reader) {
    return db.sql(
                """
                update inbox set reader = :reader,
                lease_until = current_timestamp + interval '60' second
                where id = :id
                and (reader = :reader or reader is null or lease_until < current_timestamp)
                """)
            .param("id", inbox)
            .param("reader", reader)
            .update()
        == 1;
  }

  /** Lets another node read. */
  void release(long inbox, String reader) {
    db.sql("update inbox set reader = null, lease_until = null where id = ? and reader = ?")
        .params(inbox, reader)
        .update();
  }

  Place place(long inbox) {
    return db.sql("select uid_validity, last_uid from inbox where id = ?")
        .param(inbox)
        .query(
            (row, n) ->
                new Place(
                    row.getObject("uid_validity", Long.class),
                    row.getObject("last_uid", Long.class)))
        .single();
  }

  /**
   * Everything up to {@code uid} is done, and the reader stays for another minute.
   *
   * @return false if another node reads by now; then nothing is changed
   */
  boolean moveTo(long inbox, String reader, long validity, long uid) {
    return db.sql(
                """
                update inbox set uid_validity = :validity, last_uid = :uid,
                lease_until = current_timestamp + interval '60' second
                where id = :id and reader = :reader
                """)
            .param("id", inbox)
            .param("reader", reader)
            .param("validity", validity)
            .param("uid", uid)
            .update()
        == 1;
  }

  /** Keeps that a mail could not be taken. */
  @Transactional
  void passOver(long inbox, long validity, long uid, String why) {
    db.sql(
            """
            insert into inbox_passed_over (inbox_id, uid_validity, uid, at, why)
            values (?, ?, ?, ?, ?)
            """)
        .params(inbox, validity, uid, db(clock.instant()), cut(why))
        .update();
  }

  void wasRead(long inbox) {
    db.sql("update inbox set last_read_at = ? where id = ?")
        .params(db(clock.instant()), inbox)
        .update();
  }

  void failed(long inbox, InboxTrouble trouble, String why) {
    db.sql("update inbox set last_trouble = ?, last_error = ?, last_error_at = ? where id = ?")
        .params(trouble.name(), cut(why), db(clock.instant()), inbox)
        .update();
  }

  private static String cut(String words) {
    return words.substring(0, Math.min(words.length(), LONGEST_WORDS));
  }
}
