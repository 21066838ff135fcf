package dev.sopflow.run;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class VisitsTest {

  private static final Instant TOMORROW = TestTime.START.plus(Duration.ofDays(1));

  @Autowired Visits visits;
  @Autowired RunFixtures given;

  @Test
  void visitsGoToTheOwnerElseToTheLeastLoadedRep() {
    given.person("Ada", "rep2");
    given.person("Bea", null);
    given.person("Cid", "somebody who left");
    var run = given.run("sop-a");
    var ids = visits.openAll(run, "day1", 1, openings(run));
    assertThat(ids).extracting(visits::repOf).containsExactly("rep2", "rep1", "rep1");
  }

  @Test
  void openingTheSameVisitAgainReturnsIt() {
    given.person("Ada", null);
    var run = given.run("sop-a");
    var openings = openings(run);
    var first = visits.openAll(run, "day1", 1, openings);
    assertThat(visits.openAll(run, "day1", 1, openings)).isEqualTo(first);
  }

  @Test
  void whoHasAnOpenVisitIsNoCandidateForAnother() {
    given.person("Ada", null);
    var run = given.run("sop-a");
    var id = visits.openAll(run, "day1", 1, openings(run)).get(0);
    assertThat(visits.candidates(run, EVERYBODY, 10)).isEmpty();
    visits.giveUp(id);
    assertThat(visits.candidates(run, EVERYBODY, 10)).hasSize(1);
  }

  private List<Visits.Opening> openings(long run) {
    return visits.candidates(run, EVERYBODY, 100).stream()
        .map(candidate -> new Visits.Opening(candidate, 50, null, TOMORROW))
        .toList();
  }
}
