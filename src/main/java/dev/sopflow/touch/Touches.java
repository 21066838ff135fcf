package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Lifecycle;
import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ledger: every outward act is planned, and stays visible, here. Set-based throughout. */
@Service
@Transactional
public class Touches {

  private final JdbcClient db;
  private final Clock clock;
  private final Offers offers;
  private final HeldRuns heldRuns;
  private final TouchSettings settings;
  private final TouchNews news;
  private final FailedWays failedWays;
  private final String defaultLanguage;

  Touches(
      JdbcClient db,
      Clock clock,
      Offers offers,
      HeldRuns heldRuns,
      TouchSettings settings,
      TouchNews news,
      FailedWays failedWays,
      @Value("${sopflow.default-language:en}") String defaultLanguage) {
    this.db = db;
    this.clock = clock;
    this.offers = offers;
    this.heldRuns = heldRuns;
    this.settings = settings;
    this.news = news;
    this.failedWays = failedWays;
    this.defaultLanguage = defaultLanguage;
  }

  /** How many ledger rows a plan made: to be sent, and dropped at once (with their reasons). */
  public record Planned(int planned, int dropped) {}

  /**
   * Plans in the caller's transaction; a key that stands in the ledger already is left alone, so a
   * repeated call plans nothing twice.
   *
   * @throws IllegalArgumentException if the plan names a piece that the library does not have
   */
  public Planned plan(SendPlan plan) {
    if (plan.fallsBack()) {
      failedWays.expect(plan);
    }
    return plan(plan, 0);
  }

  /** Plans what was tried in vain by {@code way} other channels. */
  Planned plan(SendPlan plan, int way) {
    var statement = new PlanSql(plan, offers.of(plan), settings.optInChannels(), defaultLanguage);
    var sql = statement.sql();
    var params = new HashMap<String, Object>(statement.params());
    params.put("planRun", plan.runId());
    params.put("planState", stateToWaitIn(plan.runId()).name());
    params.put("planStep", plan.step());
    params.put("planOccurrence", plan.occurrence());
    params.put("planWay", way);
    params.put("planDueAt", db(plan.dueAt()));
    params.put("planUsefulUntil", db(plan.usefulUntil()));
    params.put("planNow", db(clock.instant()));
    var made = db.sql(sql).params(plan.to().paramsWith(params)).update();
    var dropped = made == 0 ? 0 : droppedAtOnce(plan, way);
    return new Planned(made - dropped, dropped);
  }

  private TouchState stateToWaitIn(long runId) {
    return heldRuns.among(Set.of(runId)).isEmpty() ? TouchState.PLANNED : TouchState.HELD;
  }

  private int droppedAtOnce(SendPlan plan, int way) {
    return db.sql(
            """
            select count(*) from touch where run_id = :run and step = :step
            and occurrence = :occurrence and way = :way and state = 'DROPPED' and planned_at = :now
            """)
        .param("run", plan.runId())
        .param("step", plan.step())
        .param("occurrence", plan.occurrence())
        .param("way", way)
        .param("now", db(clock.instant()))
        .query(Integer.class)
        .single();
  }

  /**
   * Drops what is still to be sent of a run to these contacts, because they left it; a rep's answer
   * goes all the same, unless they refused.
   */
  public int withdraw(long runId, ContactSet contacts, Reason reason) {
    return drop(
        "run_id = :run and contact_id in (select contact_id from ("
            + contacts.sql()
            + ") chosen)"
            + (reason == Reason.REFUSED ? "" : " and purpose <> 'ANSWER'"),
        contacts.paramsWith(Map.of("run", runId)),
        reason);
  }

  /** Drops all that is still to be sent of a run. */
  public int withdraw(long runId, Reason reason) {
    heldRuns.remove(runId);
    failedWays.expectNoMore(runId);
    return drop("run_id = :run", Map.of("run", runId), reason);
  }

  /** Drops what is still to be sent to a contact by a channel, of every run. */
  int withdrawRefused(long contactId, Channel channel) {
    return channel == null
        ? drop("contact_id = :contact", Map.of("contact", contactId), Reason.REFUSED)
        : drop(
            "contact_id = :contact and channel = :channel",
            Map.of("contact", contactId, "channel", channel.name()),
            Reason.REFUSED);
  }

  /** Drops advertising of these topics that is still to be sent to a contact. */
  int withdrawTopics(long contactId, Set<String> topics) {
    return drop(
        "contact_id = :contact and purpose = 'MARKETING' and content_version_id in"
            + " (select id from content_version where topic = any(:topics))",
        Map.of("contact", contactId, "topics", topics.toArray(String[]::new)),
        Reason.TOPIC_REFUSED);
  }

  /** Drops what is still to be sent of a piece, of every run. */
  int withdrawPiece(long contentId) {
    return drop(
        "content_version_id in (select id from content_version where content_id = :content)",
        Map.of("content", contentId),
        Reason.CONTENT_RETIRED);
  }

  /**
   * What a courier has may be out, and so may what had no clear answer: it stays until more is
   * known, but is not tried again. All in one statement, since senders begin, and take back what
   * they began, meanwhile. Waits until whoever was told before that a touch may go has called its
   * courier or must ask anew: from the moment that a withdrawal is stored, no call begins.
   */
  private int drop(String which, Map<String, Object> params, Reason reason) {
    var all = new HashMap<>(params);
    all.put("dropNow", db(clock.instant()));
    all.put("dropReason", reason.name());
    var withdrawn =
        db.sql(
                """
                update touch set
                  withdrawn = case when %1$s then cast(:dropReason as varchar(40)) end,
                  reason = case when %1$s then reason else :dropReason end,
                  done_at = case when %1$s then done_at else :dropNow end,
                  state = case when %1$s then state else 'DROPPED' end
                where state in ('PLANNED', 'HELD', 'CLAIMED', 'UNKNOWN') and withdrawn is null and\s"""
                        .formatted(
                            "(state = 'UNKNOWN' or begun_at is not null and state = 'CLAIMED')")
                    + which)
            .params(all)
            .update();
    var dropped = withdrawn == 0 ? 0 : noteDropped(which, all);
    if (dropped < withdrawn) {
      Recheck.awaitEarlierLooks();
    }
    return dropped;
  }

  private int noteDropped(String which, Map<String, Object> params) {
    return db.sql(
            """
            insert into touch_event (touch_id, at, kind, reason)
            select id, done_at, 'DROPPED', reason from touch
            where state = 'DROPPED' and reason = :dropReason and done_at = :dropNow
            and not exists (select 1 from touch_event e where e.touch_id = touch.id
              and e.kind = 'DROPPED') and\s"""
                + which)
        .params(params)
        .update();
  }

  /**
   * Stops a run's touches from going out until {@link #release}: those that wait, those that are
   * planned meanwhile, and those that come back from a provider.
   *
   * @return how many waited
   */
  public int hold(long runId) {
    heldRuns.add(runId);
    return move(runId, TouchState.PLANNED, TouchState.HELD);
  }

  /** Lets a held run's touches go on. */
  public int release(long runId) {
    heldRuns.remove(runId);
    return move(runId, TouchState.HELD, TouchState.PLANNED);
  }

  private int move(long runId, TouchState from, TouchState to) {
    return db.sql("update touch set state = :to where run_id = :run and state = :from")
        .param("run", runId)
        .param("from", from.name())
        .param("to", to.name())
        .update();
  }

  /**
   * Follows dates that were moved: what waits to be sent and was useful until the old date is
   * useful until the new one.
   *
   * @param moved from old dates to new ones
   */
  public void followDates(long runId, Map<Instant, Instant> moved) {
    if (moved.isEmpty()) {
      return;
    }
    var params = new HashMap<String, Object>(Map.of("run", runId));
    db.sql(
            """
            update touch set useful_until = %s
            where run_id = :run and state in ('PLANNED', 'HELD', 'CLAIMED')
              and useful_until in (:froms)
            """
                .formatted(DbTime.moved("useful_until", moved, params)))
        .params(params)
        .update();
  }

  /** Writes a conversation that took place, so that it counts for caps and the timeline. */
  public void recordVisit(
      long runId, String step, int occurrence, long contactId, Channel channel, Instant at) {
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, done_at, reader_level, reader_stage)
            select :run, cast(:step as varchar(100)), :occurrence, c.id, cast(:channel as varchar(10)),
              'VISIT', 'SENT', cast(:at as timestamp(6) with time zone),
              cast(:at as timestamp(6) with time zone), cast(:at as timestamp(6) with time zone),
              cast(:at as timestamp(6) with time zone), c.position_level, %s
            from contact c where c.id = :contact and not exists (select 1 from touch x
              where x.run_id = :run and x.step = :step and x.occurrence = :occurrence
              and x.contact_id = :contact)
            """
                .formatted(Lifecycle.sql("c.id")))
        .param("run", runId)
        .param("step", step)
        .param("occurrence", occurrence)
        .param("contact", contactId)
        .param("channel", channel.name())
        .param("at", db(at))
        .update();
    news.ofVisit(runId, step, occurrence, contactId);
  }
}
