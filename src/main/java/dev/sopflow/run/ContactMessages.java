package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactOptedOut;
import dev.sopflow.touch.ContactClicked;
import dev.sopflow.touch.ContactReplied;
import dev.sopflow.touch.ContactUnreachable;
import dev.sopflow.touch.ContactsClicked;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells models what contacts do: each happening becomes a BPMN message of the event's name, for
 * every open run that the contact takes part in or, where one is known, for that run. It is kept in
 * the transaction of what happened, if any model listens by then, and told in a transaction with
 * what the models make of it: once, on whatever node. A model that can't take it undoes nothing of
 * what the contact did; it is told again, later and later.
 */
@Component
public class ContactMessages {

  /** What models may start from or wait for. */
  public static final List<String> NAMES =
      List.of(
          Replies.STEP,
          "ContactOptedOut",
          "ContactClicked",
          "ContactUnreachable",
          "ContactConverted");

  private static final Logger LOG = LoggerFactory.getLogger(ContactMessages.class);
  private static final int AT_ONCE = 100;

  /** After as many a person has to look. */
  static final int TRIES = 8;

  private static final int LONGEST_ERROR = 300;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

  private final JdbcClient db;
  private final RunEngine engine;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ContactMessages(JdbcClient db, RunEngine engine, TransactionTemplate transaction, Clock clock) {
    this.db = db;
    this.engine = engine;
    this.transaction = transaction;
    this.clock = clock;
  }

  @EventListener
  void on(ContactReplied reply) {
    keep(Replies.STEP, reply.contactId(), reply.runId(), null, reply.channel());
  }

  @EventListener
  void on(ContactOptedOut refusal) {
    keep("ContactOptedOut", refusal.contactId(), null, refusal.touchId(), refusal.channel());
  }

  @EventListener
  void on(ContactsClicked clicked) {
    if (!engine.hears("ContactClicked")) {
      return;
    }
    var clicks = clicked.clicks();
    db.sql(
            """
            insert into contact_message (name, contact_id, run_id, channel, step, piece, happened_at,
              due_at)
            select 'ContactClicked', p.contact_id, p.run_id, x.channel, t.step, t.piece,
              cast(:now as timestamp(6) with time zone), cast(:now as timestamp(6) with time zone)
            from unnest(cast(:contacts as bigint array), cast(:runs as bigint array),
              cast(:touches as bigint array), cast(:channels as varchar(10) array))
              with ordinality as x(contact_id, run_id, touch_id, channel, nr)
            join participant p on p.run_id = x.run_id and p.contact_id = x.contact_id
            join run r on r.id = p.run_id
            left join touch t on t.id = x.touch_id and t.run_id = p.run_id
            where r.state in ('RUNNING', 'PAUSED') order by x.nr
            """)
        .param("contacts", clicks.stream().map(ContactClicked::contactId).toArray(Long[]::new))
        .param("runs", clicks.stream().map(ContactClicked::runId).toArray(Long[]::new))
        .param("touches", clicks.stream().map(ContactClicked::touchId).toArray(Long[]::new))
        .param("channels", clicks.stream().map(c -> c.channel().name()).toArray(String[]::new))
        .param("now", db(clock.instant()))
        .update();
  }

  @EventListener
  void on(ContactUnreachable lost) {
    keep("ContactUnreachable", lost.contactId(), lost.runId(), lost.touchId(), lost.channel());
  }

  @EventListener
  void on(ContactConverted conversion) {
    keep("ContactConverted", conversion.contactId(), conversion.runId(), null, null);
  }

  private void keep(String name, long contactId, Long runId, Long touchId, Channel channel) {
    if (!engine.hears(name)) {
      return;
    }
    db.sql(
            """
            insert into contact_message (name, contact_id, run_id, channel, step, piece, happened_at,
              due_at)
            select cast(:name as varchar(30)), p.contact_id, p.run_id,
              cast(:channel as varchar(10)), t.step, t.piece,
              cast(:now as timestamp(6) with time zone), cast(:now as timestamp(6) with time zone)
            from participant p join run r on r.id = p.run_id
            left join touch t on t.id = :touch and t.run_id = p.run_id
            where p.contact_id = :contact and r.state in ('RUNNING', 'PAUSED')
              and (cast(:run as bigint) is null or p.run_id = :run)
            """)
        .param("name", name)
        .param("contact", contactId)
        .param("run", runId)
        .param("touch", touchId)
        .param("channel", channel == null ? null : channel.name())
        .param("now", db(clock.instant()))
        .update();
  }

  /** Tells what is due; safe on every node at once. */
  @Scheduled(fixedDelayString = "${sopflow.run.contact-messages:1000}")
  public void tellDue() {
    due().forEach(this::tell);
  }

  private List<Long> due() {
    return db.sql(
            """
            select m.id from contact_message m join run r on r.id = m.run_id
            where m.due_at <= :now and m.tries < :tries and r.state <> 'PAUSED'
            order by m.due_at, m.id fetch first :most rows only
            """)
        .param("now", db(clock.instant()))
        .param("tries", TRIES)
        .param("most", AT_ONCE)
        .query(Long.class)
        .list();
  }

  private void tell(long id) {
    try {
      transaction.executeWithoutResult(status -> tellNow(id));
    } catch (RuntimeException e) {
      LOG.warn("Contact message {} could not be told to a model; it is told again", id, e);
      putOff(id, NestedExceptionUtils.getMostSpecificCause(e));
    }
  }

  private record Kept(
      String name, long contactId, long runId, String channel, String step, String piece) {}

  private void tellNow(long id) {
    db.sql("select * from contact_message where id = :id for update skip locked")
        .param("id", id)
        .query(Kept.class)
        .optional()
        .ifPresent(
            kept -> {
              engine.tell(kept.name(), kept.runId(), kept.contactId(), variables(kept));
              db.sql("delete from contact_message where id = :id").param("id", id).update();
            });
  }

  private static HashMap<String, Object> variables(Kept kept) {
    var variables = new HashMap<String, Object>();
    variables.put("runId", kept.runId());
    variables.put("contactId", kept.contactId());
    variables.put("channel", kept.channel());
    variables.put("sentByStep", kept.step());
    variables.put("sentPiece", kept.piece());
    return variables;
  }

  /** A database's own words may quote people's data. */
  private static String words(Throwable why) {
    var cause = NestedExceptionUtils.getMostSpecificCause(why);
    return cause instanceof SQLException
        ? cause.getClass().getSimpleName()
        : String.valueOf(why.getMessage());
  }

  private void putOff(long id, Throwable why) {
    var error = words(why);
    db.sql(
            """
            update contact_message set tries = tries + 1, last_error = :error,
              due_at = cast(:now as timestamp(6) with time zone)
                + (tries + 1) * (tries + 1) * interval '%d' second
            where id = :id
            """
                .formatted(FIRST_PAUSE.toSeconds()))
        .param("error", error.substring(0, Math.min(error.length(), LONGEST_ERROR)))
        .param("now", db(clock.instant()))
        .param("id", id)
        .update();
  }
}
