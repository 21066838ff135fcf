package dev.sopflow.run;

import dev.sopflow.content.Occasion;
import dev.sopflow.content.Occasions;
import dev.sopflow.time.DbTime;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What messages may say of a run: its plain variables as they were when it last wanted to say
 * something, and its planned dates as they are. Never anything about people.
 */
@Service
public class RunFacts implements Occasions {

  /** The engine's own limit for a text. */
  private static final int LONGEST = 4000;

  private final JdbcClient db;

  RunFacts(JdbcClient db) {
    this.db = db;
  }

  private enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    TIME
  }

  /** Keeps these variables of a run; what is no text, number, flag or date is left out. */
  @Transactional
  public void keep(long runId, Map<String, Object> variables) {
    var news = new HashMap<>(variables);
    news.values().removeIf(value -> kindOf(value) == null);
    var known = of(runId).facts();
    news.entrySet().removeIf(one -> readable(one.getValue()).equals(known.get(one.getKey())));
    if (!news.isEmpty()) {
      write(runId, news);
    }
  }

  private void write(long runId, Map<String, Object> facts) {
    var values = facts.values();
    db.sql(
            """
            merge into run_fact f
            using (select * from unnest(cast(:names as varchar(255) array),
                cast(:kinds as varchar(10) array), cast(:texts as varchar(4000) array))
                as x(name, kind, text)) s
            on f.run_id = :run and f.name = s.name
            when matched then update set kind = s.kind, fact_value = s.text
            when not matched then insert (run_id, name, kind, fact_value)
              values (:run, s.name, s.kind, s.text)
            """)
        .param("run", runId)
        .param("names", array(facts.keySet().toArray()))
        .param("kinds", array(values.stream().map(value -> kindOf(value).name()).toArray()))
        .param("texts", array(values.stream().map(RunFacts::textOf).toArray()))
        .update();
  }

  private static SqlArrayValue array(Object[] texts) {
    return new SqlArrayValue("varchar", texts);
  }

  /** What is known of one run. */
  public Occasion of(long runId) {
    return of(List.of(runId)).getOrDefault(runId, Occasion.NONE);
  }

  @Override
  public Map<Long, Occasion> of(Collection<Long> runIds) {
    var occasions = new HashMap<Long, Occasion>();
    var runs = runIds.toArray(Long[]::new);
    db.sql(
            """
            select id, name, code, exists (select 1 from registration g where g.run_id = r.id)
              as registers
            from run r where id = any(:runs)
            """)
        .param("runs", runs)
        .query(
            row -> {
              var facts = new HashMap<String, Object>();
              facts.put("name", row.getString("name"));
              facts.put("code", row.getString("code"));
              occasions.put(
                  row.getLong("id"),
                  new Occasion(facts, new HashMap<>(), row.getBoolean("registers")));
            });
    db.sql("select * from run_fact where run_id = any(:runs) and name not in ('name', 'code')")
        .param("runs", runs)
        .query(
            row -> {
              occasions.get(row.getLong("run_id")).facts().put(row.getString("name"), fact(row));
            });
    db.sql("select * from run_date where run_id = any(:runs) and state <> 'DROPPED'")
        .param("runs", runs)
        .query(
            row -> {
              var dates = occasions.get(row.getLong("run_id")).dates();
              dates.put(row.getString("name"), DbTime.instant(row, "at"));
            });
    return occasions;
  }

  private static Object fact(ResultSet row) throws SQLException {
    var text = row.getString("fact_value");
    return switch (Kind.valueOf(row.getString("kind"))) {
      case TEXT -> text;
      case NUMBER -> new BigDecimal(text);
      case FLAG -> Boolean.valueOf(text);
      case TIME -> Instant.parse(text);
    };
  }

  /** Null for what a message can't say. */
  private static Kind kindOf(Object value) {
    if (value instanceof String text && text.length() <= LONGEST) {
      return Kind.TEXT;
    }
    if (value instanceof Number) {
      return Kind.NUMBER;
    }
    if (value instanceof Boolean) {
      return Kind.FLAG;
    }
    return value instanceof Date ? Kind.TIME : null;
  }

  private static Object readable(Object value) {
    return switch (kindOf(value)) {
      case NUMBER -> new BigDecimal(textOf(value));
      case TIME -> ((Date) value).toInstant();
      default -> value;
    };
  }

  private static String textOf(Object value) {
    return value instanceof Date date ? date.toInstant().toString() : value.toString();
  }
}
