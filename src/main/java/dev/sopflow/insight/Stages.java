package dev.sopflow.insight;

import dev.sopflow.insight.ReviewOrder.HouseStage;
import dev.sopflow.insight.ReviewOrder.ReachedBy;
import dev.sopflow.run.MarkFilter;
import dev.sopflow.run.Talks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The stages of a review as columns {@code s0}, {@code s1}... of 1 or 0, in SQL. */
final class Stages {

  /** Who talked with us, once or more. */
  private static final String TALKED =
      """
      left join (select distinct v.contact_id from visit v where v.run_id = :runId
        and v.state = 'DONE' and v.outcome in (%s)) r on r.contact_id = p.contact_id
      """
          .formatted(Talks.OUTCOMES);

  private final StringBuilder own = new StringBuilder();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> params = new HashMap<>();
  private final boolean byVisit;

  Stages(ReviewOrder order) {
    byVisit = order.reachedBy() == ReachedBy.VISIT;
    for (var stage : order.stages()) {
      var filter = MarkFilter.read(stage.who(), "stage" + conditions.size() + "x");
      own.append(filter.sql());
      conditions.add("1 = 1 " + filter.sql());
      params.putAll(filter.params());
    }
    for (var stage : HouseStage.values()) {
      conditions.add(condition(stage));
    }
  }

  private String condition(HouseStage stage) {
    return switch (stage) {
      case REACHED -> reached();
      case REPLIED -> "(q.replied_at is not null or p.state = 'REPLIED')";
      case OPPORTUNITY -> "p.state = 'CONVERTED'";
    };
  }

  /** That the house reached them. */
  String reached() {
    return byVisit ? "r.contact_id is not null" : "q.sent_at is not null";
  }

  /** Participants {@code p} with what the stages ask; sums must be up to date. */
  String people() {
    return """
           participant p
           left join reader_sum q on q.run_id = p.run_id and q.contact_id = p.contact_id
           """
        + (byVisit ? TALKED : "");
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
