package dev.sopflow.sop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks through every row that the engine stores. */
final class EngineTables {

  private EngineTables() {}

  /** The engine's tables that hold {@code text} anywhere, bytes included. */
  static List<String> mentioning(JdbcClient db, String text) {
    var tables =
        db.sql(
                """
                select table_name from information_schema.tables
                where upper(table_name) like 'ACT\\_%' escape '\\'
                """)
            .query(String.class)
            .list();
    if (tables.size() < 30) {
      throw new IllegalStateException("The engine has more tables than " + tables);
    }
    var found = new ArrayList<String>();
    tables.forEach(table -> collect(db, table, text, found));
    return found;
  }

  private static void collect(JdbcClient db, String table, String text, List<String> found) {
    for (Map<String, Object> row : db.sql("select * from " + table).query().listOfRows()) {
      if (row.values().stream().anyMatch(value -> written(value).contains(text))) {
        found.add(table);
      }
    }
  }

  private static String written(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(value);
  }
}
