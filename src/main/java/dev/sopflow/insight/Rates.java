package dev.sopflow.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What came of touches, told apart by whatever one asks; exact at the time of asking. */
@Service
public class Rates {

  private static final String COUNTS =
      Stream.of(Effect.values())
          .map(effect -> "sum(s.%1$s) as %1$s".formatted(effect.column()))
          .collect(Collectors.joining(", "));

  private final JdbcClient db;
  private final Sums sums;

  Rates(JdbcClient db, Sums sums) {
    this.db = db;
    this.sums = sums;
  }

  /**
   * One combination.
   *
   * @param key a value for each dimension that was asked for, in that order; never null
   */
  public record Line(List<String> key, Tally tally) {}

  /** All combinations that anything was sent for, ordered by their values. */
  public List<Line> of(Scope scope, Dimension... by) {
    upToDate(scope);
    var names = new ArrayList<String>();
    for (var n = 0; n < by.length; n++) {
      names.add("d" + n);
    }
    var columns =
        names.stream()
            .map(name -> by[names.indexOf(name)].sql() + " as " + name + ", ")
            .collect(Collectors.joining());
    var grouped = String.join(", ", names);
    return db.sql(
            """
            select x.* from (
              select %s %s from touch_sum s
              left join content_version v on v.id = s.content_version_id %s
              %s) x
            %s
            """
                .formatted(
                    columns,
                    COUNTS,
                    scope.where(),
                    names.isEmpty() ? "" : "group by " + expressions(by),
                    names.isEmpty() ? "" : "order by " + grouped))
        .params(scope.params())
        .query((row, n) -> new Line(key(row, by.length), tally(row)))
        .list();
  }

  private static String expressions(Dimension... by) {
    return Stream.of(by).map(Dimension::sql).collect(Collectors.joining(", "));
  }

  /** Everything together. */
  public Tally total(Scope scope) {
    return of(scope).get(0).tally();
  }

  private void upToDate(Scope scope) {
    if (scope.runId() == null) {
      sums.upToDate();
    } else {
      sums.upToDate(scope.runId());
    }
  }

  private static List<String> key(ResultSet row, int dimensions) throws SQLException {
    var key = new ArrayList<String>();
    for (var n = 0; n < dimensions; n++) {
      key.add(row.getString("d" + n));
    }
    return key;
  }

  private static Tally tally(ResultSet row) throws SQLException {
    var counts = new EnumMap<Effect, Integer>(Effect.class);
    for (var effect : Effect.values()) {
      counts.put(effect, row.getInt(effect.column()));
    }
    return new Tally(counts);
  }
}
