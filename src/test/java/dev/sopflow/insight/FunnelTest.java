package dev.sopflow.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Funnel.Level;
import dev.sopflow.insight.Funnel.Part;
import dev.sopflow.insight.RandomRun.Person;
import dev.sopflow.insight.ReviewOrder.ReachedBy;
import dev.sopflow.run.RunFixtures;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Over runs in which anything may have happened to anybody. */
@SopflowTest
class FunnelTest {

  private static final String STAGES =
      """
      Registered: registered=yes
      Attended: attended=yes

      Valid: !screen=invalid
      """;

  @Autowired Reviews reviews;
  @Autowired RandomRun random;
  @Autowired RunFixtures given;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyParticipantStandsInExactlyOnePlaceAndAllSumsAgree(long seed) {
    var run = given.run("sop-a");
    var reachedBy = seed % 2 == 0 ? ReachedBy.TOUCH : ReachedBy.VISIT;
    var people = random.people(run, 60, new Random(seed));
    random.people(given.run("sop-b"), 5, new Random(seed));
    var order = ReviewOrder.read(STAGES, reachedBy);
    var funnel = reviews.live(run, order).funnel();

    var told = stages(reachedBy);
    var in = people;
    for (var stage = 0; stage <= told.size(); stage++) {
      var level = funnel.all().levels().get(stage);
      var here = in;
      var next = stage == told.size() ? List.<Person>of() : passing(in, told.get(stage));
      var staying = here.stream().filter(one -> !next.contains(one)).toList();
      assertThat(level)
          .as("seed %d, stage %d", seed, stage)
          .isEqualTo(
              new Level(
                  here.size(),
                  stage == 0 ? people.size() : passing(people, told.get(stage - 1)).size(),
                  count(staying, one -> !gone(one)),
                  count(staying, one -> one.state.equals("OPTED_OUT")),
                  count(staying, one -> one.state.equals("INVALID"))));
      in = next;
    }
    agree(funnel.all(), funnel.bySource(), people, "source");
    agree(funnel.all(), funnel.byChannel(), people, "sourceChannel");
  }

  private static void agree(Part all, List<Part> parts, List<Person> people, String mark) {
    assertThat(places(all)).isEqualTo(people.size());
    for (var level = 0; level < all.levels().size(); level++) {
      var at = level;
      assertThat(parts.stream().mapToInt(part -> part.levels().get(at).passed()).sum())
          .isEqualTo(all.levels().get(at).passed());
    }
    for (var part : parts) {
      assertThat(places(part)).isEqualTo(part.participants());
      assertThat(part.participants())
          .isEqualTo(
              count(people, one -> java.util.Objects.equals(one.marks.get(mark), part.value())));
    }
  }

  private static int places(Part part) {
    return part.levels().stream()
        .mapToInt(level -> level.standing() + level.refused() + level.invalid())
        .sum();
  }

  private static List<Predicate<Person>> stages(ReachedBy reachedBy) {
    return List.of(
        one -> "yes".equals(one.marks.get("registered")),
        one -> "yes".equals(one.marks.get("attended")),
        one -> !"invalid".equals(one.marks.get("screen")),
        one -> one.talked || reachedBy == ReachedBy.TOUCH && one.mailed,
        one -> one.answered || one.state.equals("REPLIED"),
        one -> one.state.equals("CONVERTED"));
  }

  private static boolean gone(Person one) {
    return List.of("OPTED_OUT", "INVALID").contains(one.state);
  }

  private static List<Person> passing(List<Person> people, Predicate<Person> stage) {
    return people.stream().filter(stage).toList();
  }

  private static int count(List<Person> people, Predicate<Person> who) {
    return passing(people, who).size();
  }

  @Test
  void visitsOfRepsAndWhoWasNotReachedAddUp() {
    var run = given.run("sop-a");
    var people = random.people(run, 60, new Random(7));
    var figures = reviews.live(run, ReviewOrder.read(STAGES, ReachedBy.VISIT));
    assertThat(figures.reps()).extracting(ReviewFigures.Rep::rep).containsExactly("rep1", "rep2");
    for (var rep : figures.reps()) {
      assertThat(rep.outcomes().values().stream().mapToInt(n -> n).sum()).isEqualTo(rep.visits());
    }
    var valid = stages(ReachedBy.VISIT).subList(0, 3).stream().reduce(Predicate::and).orElseThrow();
    assertThat(figures.notReached().values().stream().mapToInt(n -> n).sum())
        .isPositive()
        .isEqualTo(count(people, valid.and(one -> !one.talked && !gone(one))))
        .isEqualTo(figures.funnel().all().levels().get(3).standing());
    assertThat(figures.pieces().stream().mapToInt(ReviewFigures.Piece::sent).sum()).isPositive();
  }

  @Test
  void tooManySourcesToShowArePutTogetherAndNobodyIsLost() {
    var run = given.run("sop-a");
    var people = random.people(run, 30, new Random(8));
    var n = 0;
    for (var person : people) {
      random.mark(run, person.id, "source", "source " + n++);
    }
    var parts = reviews.live(run, ReviewOrder.PLAIN).funnel().bySource();
    assertThat(parts).hasSize(21);
    assertThat(parts.get(20).rest()).isTrue();
    assertThat(parts.stream().mapToInt(Part::participants).sum()).isEqualTo(30);
  }

  @Test
  void aRunWithoutAnybodyHasAnEmptyFunnel() {
    var funnel = reviews.live(given.run("sop-a"), ReviewOrder.PLAIN).funnel();
    assertThat(funnel.all().levels()).hasSize(4).allMatch(level -> level.passed() == 0);
    assertThat(funnel.bySource()).isEmpty();
  }

  @Test
  void aStageThatCannotBeReadIsRefusedByItsLine() {
    assertThatThrownBy(() -> ReviewOrder.read("Registered", ReachedBy.TOUCH))
        .hasMessage("'Registered' is no stage; write for example Registered: registered=yes");
    assertThatThrownBy(() -> ReviewOrder.read("Registered: yes", ReachedBy.TOUCH))
        .hasMessageContaining("'yes' is no mark=value pair");
    assertThatThrownBy(() -> ReviewOrder.read("A: a=1\n".repeat(11), ReachedBy.TOUCH))
        .hasMessageContaining("at most 10");
  }
}
