package dev.sopflow.run;

import dev.sopflow.journal.OpsJournal;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which lists came into which run, and what they changed there. */
@Repository
class RunListBook {

  /** What one list did to a run; see {@link RunLists.RunList}. */
  record Entry(long importId, int enrolled, int leftOut, int marksNew, int marksChanged) {}

  private static final String ENTRY =
      "select import_id, enrolled, left_out, marks_new, marks_changed from run_list ";

  private final JdbcClient db;
  private final OpsJournal journal;

  RunListBook(JdbcClient db, OpsJournal journal) {
    this.db = db;
    this.journal = journal;
  }

  void open(long importId, long runId) {
    db.sql("insert into run_list (import_id, run_id) values (:import, :run)")
        .param("import", importId)
        .param("run", runId)
        .update();
  }

  void enrolled(long importId, int more) {
    db.sql("update run_list set enrolled = enrolled + :more where import_id = :import")
        .param("more", more)
        .param("import", importId)
        .update();
  }

  void done(long importId, MarkAct act, Collection<Long> people) {
    db.sql(
            """
            update run_list set left_out = :people - (select count(*) from participant p
                where p.run_id = :run and p.contact_id = any(:ids)),
              marks_new = (select count(*) from mark_change c
                where c.act_id = :act and c.old_value is null),
              marks_changed = (select count(*) from mark_change c
                where c.act_id = :act and c.old_value is not null)
            where import_id = :import
            """)
        .param("people", people.size())
        .param("ids", people.toArray(Long[]::new))
        .param("run", act.runId())
        .param("act", act.id())
        .param("import", importId)
        .update();
    tell(importId, act);
  }

  private void tell(long importId, MarkAct act) {
    var it = find(act.runId(), importId).get(0);
    var list =
        db.sql("select about, marked_by from mark_act where id = :act")
            .param("act", act.id())
            .query()
            .singleRow();
    journal.write(
        act.runId(),
        (String) list.get("marked_by"),
        "journal.run.list",
        list.get("about"),
        it.enrolled(),
        it.marksNew(),
        it.marksChanged());
  }

  /** The newest first. */
  List<Entry> of(long runId, int limit) {
    return db.sql(ENTRY + "where run_id = :run order by import_id desc limit :limit")
        .param("run", runId)
        .param("limit", limit)
        .query(Entry.class)
        .list();
  }

  List<Entry> find(long runId, long importId) {
    return db.sql(ENTRY + "where run_id = :run and import_id = :import")
        .param("run", runId)
        .param("import", importId)
        .query(Entry.class)
        .list();
  }
}
