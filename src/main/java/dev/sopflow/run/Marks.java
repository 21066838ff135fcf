package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.ContactSet;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks participants of a run, a set at a time, and takes marking back. Every change is kept with
 * who made it, when and why. Marking the same participants at once is one after the other.
 */
@Service
public class Marks {

  private static final String A_PERSON_SAID =
      """
      (select 1 from mark_change c join mark_act a on a.id = c.act_id
       where c.run_id = s.run_id and c.contact_id = s.contact_id and c.mark = s.mark
       and a.source = 'PERSON' and not c.undone)\
      """;

  private final JdbcClient db;
  private final Clock clock;

  Marks(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * Opens an act of marking.
   *
   * @param by user name, or the system's
   * @param about the list or table that says so, or null
   */
  @Transactional
  public MarkAct begin(long runId, MarkSource source, String by, String about) {
    var key = new GeneratedKeyHolder();
    db.sql(
            """
            insert into mark_act (run_id, source, marked_by, about, at)
            values (:run, :source, :by, :about, :now)
            """)
        .param("run", runId)
        .param("source", source.name())
        .param("by", by)
        .param("about", about)
        .param("now", db(clock.instant()))
        .update(key, "id");
    return new MarkAct(key.getKeyAs(Number.class).longValue(), runId, source);
  }

  /**
   * Gives all of a set the same mark; who is not in the run gets none.
   *
   * @param value null takes the mark away
   * @return how many it changed
   */
  @Transactional
  public int set(MarkAct act, ContactSet who, String mark, String value, String reason) {
    var wanted = new NewMark(0, mark, value, reason);
    var params = who.paramsWith(paramsOf(act));
    params.put("mark", wanted.mark());
    params.put("newValue", wanted.value());
    params.put("reason", wanted.reason());
    return change(
        act,
        who.sql(),
        """
        select p.run_id, p.contact_id, cast(:mark as varchar(100)) as mark,
          cast(:newValue as varchar(200)) as new_value, cast(:reason as varchar(300)) as reason
        from participant p where p.run_id = :run and p.contact_id in (%s)
        """
            .formatted(who.sql()),
        params);
  }

  /** Gives each its own marks; of two for one mark of a contact the last counts. */
  @Transactional
  public int set(MarkAct act, Collection<NewMark> wanted) {
    if (wanted.isEmpty()) {
      return 0;
    }
    var each = new LinkedHashMap<List<Object>, NewMark>();
    wanted.forEach(one -> each.put(List.of(one.contactId(), one.mark()), one));
    var who =
        ContactSet.ofAll(wanted.stream().map(NewMark::contactId).distinct().toArray(Long[]::new));
    return change(
        act,
        who.sql(),
        """
        select p.run_id, p.contact_id, x.mark, x.new_value, x.reason
        from unnest(cast(:contacts as bigint array), cast(:names as varchar(100) array),
          cast(:values as varchar(200) array), cast(:reasons as varchar(300) array))
          as x(contact_id, mark, new_value, reason)
        join participant p on p.run_id = :run and p.contact_id = x.contact_id
        """,
        who.paramsWith(columns(act, each.values())));
  }

  /** The marks that hold by earlier words of the list or table that an act is about. */
  Map<Long, Set<String>> saidBefore(MarkAct act, List<Long> contacts) {
    var said = new HashMap<Long, Set<String>>();
    db.sql(
            """
            select m.contact_id, m.mark from participant_mark m
            join mark_change c on c.id = m.change_id join mark_act a on a.id = c.act_id
            join mark_act this on this.id = :act and this.source = a.source
              and this.about = a.about
            where m.run_id = :run and m.contact_id = any(:contacts)
            """)
        .params(paramsOf(act))
        .param("contacts", contacts.toArray(Long[]::new))
        .query(
            row -> {
              said.computeIfAbsent(row.getLong("contact_id"), id -> new HashSet<>())
                  .add(row.getString("mark"));
            });
    return said;
  }

  /**
   * Takes an act back: where nobody has said otherwise since, the old value holds again.
   *
   * @return how many marks it restored
   * @throws IllegalArgumentException if the run has no such act
   */
  @Transactional
  public int undo(long runId, long actId, String by) {
    var params = paramsOf(new MarkAct(actId, runId, MarkSource.PERSON));
    lock("select contact_id from mark_change where act_id = :act", params);
    close(runId, actId, by);
    var restored =
        db.sql(
                """
                update mark_change c set undone = true
                where c.act_id = :act and not c.undone and not exists (select 1 from mark_change l
                  where l.run_id = c.run_id and l.contact_id = c.contact_id and l.mark = c.mark
                  and l.id > c.id and l.act_id <> c.act_id and not l.undone)
                """)
            .params(params)
            .update();
    apply(
        """
        select contact_id, mark, old_value as v, old_change_id as id,
          row_number() over (partition by contact_id, mark order by id) as turn
        from mark_change where act_id = :act and undone
        """,
        params);
    return restored;
  }

  private void close(long runId, long actId, String by) {
    var acts =
        db.sql(
                """
                update mark_act set undone_by = :by, undone_at = :now
                where id = :act and run_id = :run and undone_at is null
                """)
            .param("by", by)
            .param("now", db(clock.instant()))
            .param("act", actId)
            .param("run", runId)
            .update();
    if (acts == 0) {
      throw new IllegalArgumentException(
          "This marking was taken back already, or belongs to another run");
    }
  }

  private int change(MarkAct act, String who, String wanted, Map<String, Object> params) {
    lock(who, params);
    params.put("since", lastChange(act));
    var changed =
        db.sql(
                """
                insert into mark_change (act_id, run_id, contact_id, mark, old_value, old_change_id,
                  new_value, reason)
                select :act, s.run_id, s.contact_id, s.mark, m.mark_value, m.change_id,
                  s.new_value, s.reason
                from (%s) s left join participant_mark m
                  on m.run_id = s.run_id and m.contact_id = s.contact_id and m.mark = s.mark
                where m.mark_value is distinct from s.new_value %s
                """
                    .formatted(
                        wanted,
                        act.source().yieldsToPeople() ? "and not exists " + A_PERSON_SAID : ""))
            .params(params)
            .update();
    if (changed > 0) {
      apply(
          """
          select contact_id, mark, new_value as v, id,
            row_number() over (partition by contact_id, mark order by id desc) as turn
          from mark_change where act_id = :act and id > :since and not undone
          """,
          params);
    }
    return changed;
  }

  /** An act may mark many times; what it did before stands already. */
  private long lastChange(MarkAct act) {
    return db.sql("select coalesce(max(id), 0) from mark_change where act_id = :act")
        .param("act", act.id())
        .query(Long.class)
        .single();
  }

  /** In one order, so that two that mark the same people never wait in circles. */
  private void lock(String who, Map<String, Object> params) {
    db.sql(
            """
            select contact_id from participant where run_id = :run and contact_id in (%s)
            order by contact_id for update
            """
                .formatted(who))
        .params(params)
        .query(Long.class)
        .list();
  }

  /** Makes the marks what the first changes in turn say, rows of contact_id, mark, v, id, turn. */
  private void apply(String changes, Map<String, Object> params) {
    db.sql(
            """
            merge into participant_mark m using (select * from (%s) e where turn = 1) s
            on m.run_id = :run and m.contact_id = s.contact_id and m.mark = s.mark
            when matched and s.v is null then delete
            when matched then update set mark_value = s.v, change_id = s.id
            when not matched and s.v is not null
              then insert (run_id, contact_id, mark, mark_value, change_id)
              values (:run, s.contact_id, s.mark, s.v, s.id)
            """
                .formatted(changes))
        .params(params)
        .update();
  }

  private static Map<String, Object> paramsOf(MarkAct act) {
    return new HashMap<>(Map.of("act", act.id(), "run", act.runId()));
  }

  private static Map<String, Object> columns(MarkAct act, Collection<NewMark> marks) {
    var params = paramsOf(act);
    params.put("contacts", column("bigint", marks, NewMark::contactId));
    params.put("names", column("varchar", marks, NewMark::mark));
    params.put("values", column("varchar", marks, NewMark::value));
    params.put("reasons", column("varchar", marks, NewMark::reason));
    return params;
  }

  private static SqlArrayValue column(
      String type, Collection<NewMark> marks, Function<NewMark, Object> value) {
    return new SqlArrayValue(type, marks.stream().map(value).toArray());
  }
}
