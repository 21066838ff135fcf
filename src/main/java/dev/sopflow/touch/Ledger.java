package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import dev.sopflow.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads the ledger. */
@Service
public class Ledger {

  private final JdbcClient db;

  Ledger(JdbcClient db) {
    this.db = db;
  }

  /** Touches that fit every given condition, newest first; null leaves a condition out. */
  public Page<LedgerEntry> find(Long contact, Long run, TouchState state, Page.Asked page) {
    var where = where(contact, run, state);
    var items =
        with(
                contact,
                run,
                state,
                "select t.*, k.full_name from touch t join contact k on k.id = t.contact_id "
                    + where
                    + " order by t.id desc offset :offset rows fetch next :size rows only")
            .param("offset", page.offset())
            .param("size", page.size())
            .query((row, n) -> entry(row))
            .list();
    var total =
        with(contact, run, state, "select count(*) from touch t " + where)
            .query(Long.class)
            .single();
    return page.of(items, total);
  }

  /** One touch. */
  public Optional<LedgerEntry> find(long id) {
    return db.sql(
            "select t.*, k.full_name from touch t join contact k on k.id = t.contact_id"
                + " where t.id = :id")
        .param("id", id)
        .query((row, n) -> entry(row))
        .optional();
  }

  private static String where(Long contact, Long run, TouchState state) {
    var conditions = new ArrayList<String>(List.of("1 = 1"));
    if (contact != null) {
      conditions.add("t.contact_id = :contact");
    }
    if (run != null) {
      conditions.add("t.run_id = :run");
    }
    if (state != null) {
      conditions.add("t.state = :state");
    }
    return "where " + String.join(" and ", conditions);
  }

  private JdbcClient.StatementSpec with(Long contact, Long run, TouchState state, String sql) {
    return db.sql(sql)
        .param("contact", contact)
        .param("run", run)
        .param("state", state == null ? null : state.name());
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    var reason = row.getString("reason");
    return new LedgerEntry(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("step"),
        row.getInt("occurrence"),
        row.getLong("contact_id"),
        row.getString("full_name"),
        Channel.valueOf(row.getString("channel")),
        Purpose.valueOf(row.getString("purpose")),
        row.getString("piece"),
        TouchState.valueOf(row.getString("state")),
        reason == null ? null : Reason.valueOf(reason),
        DbTime.instant(row, "due_at"),
        DbTime.instant(row, "useful_until"),
        DbTime.instant(row, "done_at"));
  }
}
