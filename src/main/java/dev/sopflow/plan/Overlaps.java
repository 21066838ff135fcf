package dev.sopflow.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import dev.sopflow.audience.Audiences;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.run.Run;
import dev.sopflow.run.Runs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which other runs are busy on the days of a plan with the same people. */
@Service
public class Overlaps {

  private final RunDates dates;
  private final Runs runs;
  private final Audiences audiences;
  private final JdbcClient db;

  Overlaps(RunDates dates, Runs runs, Audiences audiences, JdbcClient db) {
    this.dates = dates;
    this.runs = runs;
    this.audiences = audiences;
    this.db = db;
  }

  /**
   * A run that shares days and people.
   *
   * @param people how many are in both
   */
  public record Overlap(long runId, String runName, SortedSet<LocalDate> days, long people) {}

  /**
   * Those with the most people in common first; one that shares nobody is left out.
   *
   * @param plan dates that are only looked at
   * @param audience the audience's key
   * @throws dev.sopflow.audience.UnknownAudience if there is none with this key
   */
  public List<Overlap> of(Collection<RunDate> plan, String audience, Instant now) {
    var chosen = audiences.contactsOf(audience);
    var open = runs.open().stream().collect(Collectors.toMap(Run::id, run -> run));
    return sharedDays(plan, now).entrySet().stream()
        .filter(shared -> open.containsKey(shared.getKey()))
        .map(shared -> overlap(open.get(shared.getKey()), shared.getValue(), chosen))
        .filter(overlap -> overlap.people() > 0)
        .sorted(Comparator.comparingLong(Overlap::people).reversed())
        .toList();
  }

  /** By run. */
  private Map<Long, SortedSet<LocalDate>> sharedDays(Collection<RunDate> plan, Instant now) {
    var ahead =
        plan.stream().filter(date -> !date.isDropped() && !date.at().isBefore(now)).toList();
    if (ahead.isEmpty()) {
      return Map.of();
    }
    var days = ahead.stream().map(RunDate::day).collect(Collectors.toSet());
    return dates.between(now, dayAfterLast(ahead)).stream()
        .filter(other -> days.contains(other.date().day()))
        .collect(
            groupingBy(
                RunDates.OfRun::runId,
                mapping(other -> other.date().day(), toCollection(TreeSet::new))));
  }

  private static Instant dayAfterLast(List<RunDate> dates) {
    return dates.stream()
        .map(RunDate::at)
        .max(Comparator.naturalOrder())
        .orElseThrow()
        .plusSeconds(2 * 86_400);
  }

  private Overlap overlap(Run run, SortedSet<LocalDate> days, ContactSet chosen) {
    return new Overlap(run.id(), run.name(), days, peopleInBoth(run, chosen));
  }

  /** Of a run that has let nobody in yet, those whom it will. */
  private long peopleInBoth(Run run, ContactSet chosen) {
    var inRun =
        count(
            "select contact_id from participant where run_id = :run and active_sop is not null",
            Map.of("run", run.id()),
            chosen);
    var isEmpty =
        db.sql("select count(*) from participant where run_id = :run")
                .param("run", run.id())
                .query(Long.class)
                .single()
            == 0;
    if (!isEmpty || run.audience() == null || !audiences.exists(run.audience())) {
      return inRun;
    }
    var people = audiences.contactsOf(run.audience());
    var clash = people.params().keySet().stream().anyMatch(chosen.params()::containsKey);
    // Two sets by conditions may name their parameters alike; then one is read first.
    return clash ? count(idsOf(people), chosen) : count(people.sql(), people.params(), chosen);
  }

  private long count(String sql, Map<String, Object> params, ContactSet chosen) {
    var all = new HashMap<>(params);
    all.putAll(chosen.params());
    return db.sql(
            "select count(*) from (%s) busy where contact_id in (select contact_id from (%s) chosen)"
                .formatted(sql, chosen.sql()))
        .params(all)
        .query(Long.class)
        .single();
  }

  private long count(Set<Long> ids, ContactSet chosen) {
    var theirs = ContactSet.ofAll(ids.toArray(Long[]::new));
    return count(theirs.sql(), theirs.params(), chosen);
  }

  private Set<Long> idsOf(ContactSet set) {
    return Set.copyOf(db.sql(set.sql()).params(set.params()).query(Long.class).list());
  }
}
