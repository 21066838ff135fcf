package dev.sopflow.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants to and from {@code timestamp with time zone}, the same way on H2 and PostgreSQL. */
public final class DbTime {

  private DbTime() {}

  /** The parameter for {@code instant}; null stays null. */
  public static OffsetDateTime db(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** The instant in {@code column}; null stays null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
