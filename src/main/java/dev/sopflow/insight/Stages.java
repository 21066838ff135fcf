package dev.sopflow.insight;

import dev.sopflow.insight.ReviewOrder.HouseStage;
import dev.sopflow.run.MarkFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The stages of a review as columns {@code s0}, {@code s1}... of 1 or 0, in SQL. */
final class Stages {

  /** Participants {@code p} with what the house's own stages ask; takes what counts as reached. */
  static final String PEOPLE =
      """
      participant p
      left join (select distinct contact_id from (%s) r0) r on r.contact_id = p.contact_id
      left join (select distinct contact_id from ("""
          + Measures.RESPONDED
          + """
      ) a0) a on a.contact_id = p.contact_id
      """;

  private static final Map<HouseStage, String> OWN =
      Map.of(
          HouseStage.REACHED, "r.contact_id is not null",
          HouseStage.REPLIED, "(a.contact_id is not null or p.state = 'REPLIED')",
          HouseStage.OPPORTUNITY, "p.state = 'CONVERTED'");

  private final StringBuilder own = new StringBuilder();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> params = new HashMap<>();

  Stages(ReviewOrder order) {
    for (var stage : order.stages()) {
      var filter = MarkFilter.read(stage.who(), "stage" + conditions.size() + "x");
      own.append(filter.sql());
      conditions.add("1 = 1 " + filter.sql());
      params.putAll(filter.params());
    }
    for (var stage : HouseStage.values()) {
      conditions.add(OWN.get(stage));
    }
  }

  int count() {
    return conditions.size();
  }

  Map<String, Object> params() {
    return params;
  }

  /** That the SOP's own stages are passed: conditions, each beginning with {@code and}. */
  String own() {
    return own.toString();
  }

  String names() {
    return IntStream.range(0, count()).mapToObj(n -> "s" + n).collect(Collectors.joining(", "));
  }

  String columns() {
    return IntStream.range(0, count())
        .mapToObj(n -> "case when %s then 1 else 0 end as s%d".formatted(conditions.get(n), n))
        .collect(Collectors.joining(", "));
  }
}
