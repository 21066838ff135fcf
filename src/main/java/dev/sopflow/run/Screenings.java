package dev.sopflow.run;

import dev.sopflow.access.Actor;
import dev.sopflow.contact.ContactSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a decision table of the team's own judge each of many participants. What it says becomes
 * marks; what it calls doubtful is left to a person. Nobody is taken out of the run, and what a
 * person said stays.
 */
@Service
public class Screenings {

  /** The mark by which a table says that it is not sure. */
  public static final String VERDICT = "screen";

  public static final String DOUBTFUL = "doubtful";
  private static final String REASON = "reason";
  private static final int CHUNK = 500;

  private final ScreeningFacts facts;
  private final Marks marks;

  Screenings(ScreeningFacts facts, Marks marks) {
    this.facts = facts;
    this.marks = marks;
  }

  /**
   * What came of it.
   *
   * @param screened participants whom the table was asked about
   * @param changed marks that it changed
   * @param doubtful participants whom it left to a person
   */
  public record Result(int screened, int changed, int doubtful) {

    private static final Result NONE = new Result(0, 0, 0);

    private Result plus(Result more) {
      return new Result(screened + more.screened, changed + more.changed, doubtful + more.doubtful);
    }
  }

  /**
   * Screens participants chunk by chunk, all or none of them: one act, however often it is tried.
   * What the same table said before and no longer says is taken away.
   *
   * @param who read again for each chunk; may shrink by what the chunks before wrote
   * @param name of the table, for the history
   * @param table from facts to the outputs of the rules that fit, the first rule first; an output's
   *     name is a mark's name, {@code reason} says why
   */
  @Transactional
  public Result screen(
      long runId,
      ContactSet who,
      String name,
      Function<Map<String, Object>, List<Map<String, Object>>> table) {
    var act = marks.begin(runId, MarkSource.RULE, Actor.SYSTEM, name);
    var total = Result.NONE;
    var after = 0L;
    for (var next = facts.of(runId, who, after, CHUNK);
        !next.isEmpty();
        next = facts.of(runId, who, after, CHUNK)) {
      total = total.plus(screen(act, next, table));
      after = next.get(next.size() - 1).contactId();
    }
    return total;
  }

  private Result screen(
      MarkAct act,
      List<ScreeningFacts.Known> people,
      Function<Map<String, Object>, List<Map<String, Object>>> table) {
    var before =
        marks.saidBefore(act, people.stream().map(ScreeningFacts.Known::contactId).toList());
    var wanted = new ArrayList<NewMark>();
    var doubtful = 0;
    for (var one : people) {
      var says = together(table.apply(one.facts()));
      var unsure = DOUBTFUL.equals(says.get(VERDICT));
      doubtful += unsure ? 1 : 0;
      var reason = says.remove(REASON);
      if (unsure) {
        says.keySet().retainAll(List.of(VERDICT));
      }
      before.getOrDefault(one.contactId(), Set.of()).stream()
          .filter(mark -> !says.containsKey(mark))
          .forEach(mark -> wanted.add(new NewMark(one.contactId(), mark, null, null)));
      says.forEach((mark, value) -> wanted.add(new NewMark(one.contactId(), mark, value, reason)));
    }
    return new Result(people.size(), marks.set(act, wanted), doubtful);
  }

  /** Of several rules that fit, the first that fills an output counts. */
  private static Map<String, String> together(List<Map<String, Object>> rules) {
    var says = new LinkedHashMap<String, String>();
    for (var rule : rules) {
      rule.forEach(
          (name, value) -> {
            if (value != null && !value.toString().isBlank()) {
              says.putIfAbsent(name, value.toString());
            }
          });
    }
    return says;
  }
}
