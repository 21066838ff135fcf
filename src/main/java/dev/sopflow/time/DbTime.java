package dev.sopflow.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** Instants to and from {@code timestamp with time zone}, the same way on H2 and PostgreSQL. */
public final class DbTime {

  private DbTime() {}

  /** The parameter for {@code instant}; null stays null. */
  public static OffsetDateTime db(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * SQL for what a column of instants becomes when some of them move, all at once because one may
   * move to where another was; what does not move stays.
   *
   * @param moved from old instants to new ones, not empty
   * @param params gets what the SQL refers to; among it {@code froms}, the old instants
   */
  public static String moved(
      String column, Map<Instant, Instant> moved, Map<String, Object> params) {
    var cases = new StringBuilder("case");
    moved.forEach(
        (from, to) -> {
          var n = params.size();
          cases.append(" when %s = :from%d then :to%d".formatted(column, n, n));
          params.put("from" + n, db(from));
          params.put("to" + n, db(to));
        });
    params.put("froms", moved.keySet().stream().map(DbTime::db).toList());
    return cases.append(" else %s end".formatted(column)).toString();
  }

  /** The instant in {@code column}; null stays null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
