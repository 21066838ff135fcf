package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.access.Roles;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.journal.Notices;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reps come and go while a round of visits is under way. */
@SopflowTest
class VisitRepsTest {

  @Autowired VisitReps visitReps;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired IdentityService identities;
  @Autowired TaskService tasks;
  @Autowired VirtualTime time;
  @Autowired JournalEntries journal;
  @Autowired Notices notices;
  @Autowired JdbcClient db;

  private long run;

  @BeforeEach
  void annHasTwoVisitsAndRepOneHasOne() {
    var ann = identities.newUser("ann");
    ann.setFirstName("Ann");
    ann.setLastName("Away");
    identities.saveUser(ann);
    identities.createMembership("ann", Roles.REP);
    given.person("Ada", "ann");
    given.person("Bea", "ann");
    given.person("Cid", "rep1");
    var order =
        new RunOrder("nurture-cadence", "everyone", null, Map.of("visitDays", 1), "Trial", "ops");
    run = control.start(order).id();
    time.runDue();
    assertThat(tasksOf("ann")).hasSize(2);
  }

  @AfterEach
  void annIsGone() {
    identities.deleteUser("ann");
  }

  @Test
  void theVisitsOfADeletedRepGoBackToAllRepsAndOpsIsToldOnce() {
    identities.deleteUser("ann");
    visitReps.sweep();
    visitReps.sweep();
    assertThat(tasksOf("ann")).isEmpty();
    assertThat(tasks.createTaskQuery().taskCandidateGroup(Roles.REP).list())
        .extracting(Task::getName)
        .containsExactly("Visit contact", "Visit contact");
    assertThat(reps()).containsExactly("nobody", "nobody", "rep1");
    assertThat(notices.unread(List.of(Roles.OPS), 9).notices())
        .extracting(Notices.Notice::text)
        .singleElement()
        .asString()
        .startsWith("2 open visits went back to all reps, because ");
    assertThat(journal.ofRun(run, 20))
        .filteredOn(entry -> entry.text().startsWith("Visits back to all reps: 2;"))
        .hasSize(1);
  }

  @Test
  void whoIsTakenOutOfTheRepsLosesTheVisitsAndWhatWaitsForAnotherHourIsOpenToAllThen() {
    tasks.complete(tasksOf("ann").get(0).getId(), Map.of("outcome", "NO_ANSWER"));
    identities.deleteMembership("ann", Roles.REP);
    visitReps.sweep();
    assertThat(reps()).containsExactly("nobody", "nobody", "rep1");
    time.nextDue().ifPresent(time::advanceTo);
    assertThat(tasks.createTaskQuery().taskUnassigned().taskName("Visit contact").count())
        .isEqualTo(2);
  }

  @Test
  void whoTakesAVisitHasItUntilGivenBack() {
    var task = tasksOf("ann").get(0);
    tasks.setAssignee(task.getId(), null);
    assertThat(reps()).containsExactly("ann", "nobody", "rep1");
    tasks.claim(task.getId(), "rep2");
    assertThat(reps()).containsExactly("ann", "rep1", "rep2");
  }

  @Test
  void aColleagueWhoIsNoRepOnlyStandsInAndKeepsTheTask() {
    var task = tasksOf("ann").get(0);
    tasks.setAssignee(task.getId(), "ops");
    identities.deleteUser("ann");
    visitReps.sweep();
    assertThat(tasksOf("ops")).hasSize(1);
    assertThat(reps()).containsExactly("nobody", "nobody", "rep1");
  }

  private List<Task> tasksOf(String user) {
    return tasks.createTaskQuery().taskAssignee(user).orderByTaskId().asc().list();
  }

  private List<String> reps() {
    return db.sql("select coalesce(rep, 'nobody') from visit order by 1")
        .query(String.class)
        .list();
  }
}
