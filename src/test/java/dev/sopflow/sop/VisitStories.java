package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.run.VisitList;
import dev.sopflow.time.DbTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A follow-up visit, as a rep makes it. */
abstract class VisitStories extends SopStories {

  private static final String SECRET = "Wants the blue one before Easter";

  @Autowired VisitList visits;
  @Autowired Consents consents;

  private long run;

  @BeforeEach
  void oneVisitIsOwed() {
    people(1);
    run = start("nurture-cadence", Map.of("visitDays", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "INTERESTED, ACTIVE",
    "LATER, ACTIVE",
    "CONVERTED, CONVERTED",
    "WRONG_PERSON, INVALID",
    "REFUSED, OPTED_OUT"
  })
  void anOutcomeMovesTheParticipant(String outcome, String state) {
    visit(onlyTask("Visit contact"), outcome);
    assertThat(text("select state from participant")).isEqualTo(state);
    assertThat(text("select state from visit")).isEqualTo("DONE");
    assertThat(open("Visit contact")).isEmpty();
  }

  @Test
  void theTaskComesWithRepPriorityAndDueTime() {
    var task = onlyTask("Visit contact");
    assertThat(List.of("rep1", "rep2")).contains(task.getAssignee());
    assertThat(task.getPriority()).isEqualTo(55);
    assertThat(task.getDueDate().toInstant())
        .isEqualTo(dev.sopflow.house.TestTime.START.plus(Duration.ofDays(1)));
    assertThat(tasks.getVariables(task.getId()).keySet())
        .containsExactlyInAnyOrder(
            "runId",
            "visitId",
            "contactId",
            "priority",
            "ways",
            "dueAt",
            "maxAttempts",
            "visitName",
            "retryDue");
  }

  @Test
  void whatTheRepReportsNeverStaysInTheEngine() {
    var report =
        Map.<String, Object>of(
            "outcome", "INTERESTED",
            "channel", "CALL",
            "note", SECRET,
            "positionTitle", "Head of Secrets",
            "companyName", "Hidden Ltd",
            "city", "Atlantis-sur-Mer");
    tasks.complete(onlyTask("Visit contact").getId(), report);
    assertThat(text("select note from visit")).isEqualTo(SECRET);
    var portrait = contacts.find(count("select id from contact")).orElseThrow();
    assertThat(portrait.positionTitle()).isEqualTo("Head of Secrets");
    assertThat(portrait.city()).isEqualTo("Atlantis-sur-Mer");
    for (var told : List.of(SECRET, "Head of Secrets", "Hidden Ltd", "Atlantis-sur-Mer")) {
      assertThat(EngineTables.mentioning(db, told)).isEmpty();
    }
  }

  @Test
  void whatTheyTalkedAboutIsKeptByTopicAndLeavesTheEngine() {
    var report = new HashMap<String, Object>(Map.of("outcome", "LATER", "channel", "CALL"));
    report.putAll(Map.of("topic_price", true, "topic_product", false, "topic_support", true));
    var task = onlyTask("Visit contact");
    tasks.complete(task.getId(), report);
    assertThat(db.sql("select topic from visit_topic order by 1").query(String.class).list())
        .containsExactly("price", "support");
    assertThat(count("select count(*) from ACT_HI_VARINST where NAME_ like 'topic%'")).isZero();
    assertThat(count("select count(*) from ACT_RU_VARIABLE where NAME_ like 'topic%'")).isZero();
  }

  @Test
  void theOutcomeOfAConnectionIsNoneOfAConversation() {
    assertThatThrownBy(() -> visit(onlyTask("Visit contact"), "ADDED"))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessage("Choose how the visit ended");
  }

  @Test
  void aReportCountsForTheVisitOfItsTaskWhateverTheClientSays() {
    var task = onlyTask("Visit contact");
    tasks.complete(task.getId(), Map.of("outcome", "LATER", "channel", "CALL", "visitId", 4711L));
    assertThat(text("select state from visit")).isEqualTo("DONE");
  }

  @Test
  void aReportThatCannotBeTakenRefusesTheCompletion() {
    var task = onlyTask("Visit contact");
    assertThatThrownBy(() -> visit(task, "MARRIED"))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("the field 'outcome' must be one of");
    var endless =
        Map.<String, Object>of(
            "outcome", "LATER", "channel", "CALL", "note", "x".repeat(3990) + "yyyyyyyyyyyyy");
    assertThatThrownBy(() -> tasks.complete(task.getId(), endless))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("at most 4,000 fit");
    assertThat(open("Visit contact")).hasSize(1);
    assertThat(text("select state from visit")).isEqualTo("OPEN");
  }

  @Test
  void nobodyAnswersThreeTimesAtOtherHoursAndTheVisitIsGivenUp() {
    for (var attempt = 1; attempt <= 3; attempt++) {
      visit(onlyTask("Visit contact"), "NO_ANSWER");
      assertThat(open("Visit contact")).isEmpty();
      time.nextDue().ifPresent(time::advanceTo);
    }
    assertThat(open("Visit contact")).isEmpty();
    assertThat(text("select state from visit")).isEqualTo("DONE");
    assertThat(text("select outcome from visit")).isEqualTo("NO_ANSWER");
    assertThat(count("select attempts from visit")).isEqualTo(3);
    assertThat(count("select count(*) from notice")).isOne();
  }

  @Test
  void theNextTryIsAtAnotherHour() {
    visit(onlyTask("Visit contact"), "NO_ANSWER");
    time.advanceTo(dev.sopflow.house.TestTime.START.plus(Duration.ofHours(5)));
    assertThat(open("Visit contact")).isEmpty();
    time.advanceTo(dev.sopflow.house.TestTime.START.plus(Duration.ofHours(6)));
    assertThat(open("Visit contact")).hasSize(1);
  }

  @Test
  void anotherTryMovesTheDueTimeOfTheVisitAndItsTask() {
    visit(onlyTask("Visit contact"), "NO_ANSWER");
    assertThat(dueAt()).isEqualTo(Instant.parse("2026-03-03T14:00:00Z"));
    time.advanceTo(Instant.parse("2026-03-03T09:00:00Z"));
    assertThat(onlyTask("Visit contact").getDueDate().toInstant()).isEqualTo(dueAt());
    assertThat(visits.overdue(0, 10)).isEmpty();
    time.advanceTo(Instant.parse("2026-03-03T15:00:00Z"));
    assertThat(visits.overdue(0, 10)).hasSize(1);
  }

  @Test
  void anotherTryIsNotDueOnTheWeekend() {
    time.advanceTo(Instant.parse("2026-03-06T09:00:00Z"));
    visit(onlyTask("Visit contact"), "NO_ANSWER");
    assertThat(dueAt()).isEqualTo(Instant.parse("2026-03-09T18:00:00Z"));
  }

  private Instant dueAt() {
    return db.sql("select due_at from visit")
        .query((row, n) -> DbTime.instant(row, "due_at"))
        .single();
  }

  @Test
  void opsIsToldOfAnOverdueVisitAndTheTaskStays() {
    goToDay(3);
    assertThat(onlyTask("Visit contact")).isNotNull();
    assertThat(count("select count(*) from notice where recipient = 'ops'")).isOne();
    assertThat(runState(run)).isEqualTo("RUNNING");
    visit(onlyTask("Visit contact"), "LATER");
    assertThat(text("select state from visit")).isEqualTo("DONE");
  }

  @Test
  void aRefusalOfCallsTakesTheTaskAwayAndTheContactStaysForMessages() {
    consents.refuse(count("select id from contact"), Channel.CALL, "phone", "rep1");
    assertThat(open("Visit contact")).isEmpty();
    assertThat(text("select state from visit")).isEqualTo("CANCELLED");
    assertThat(text("select reason from visit")).isEqualTo("REFUSED");
    assertThat(text("select state from participant")).isEqualTo("ACTIVE");
  }

  @Test
  void whoRefusedCallsIsLeftOutOfTheVisitsAndStaysForMessages() {
    var bea =
        contacts.add(
            Profile.named("Bea")
                .with(IdentityKind.PHONE, "+12025550199")
                .with(IdentityKind.EMAIL, "bea@people.example"),
            "test");
    consents.refuse(bea, Channel.CALL, "phone", "rep1");
    var second = start("nurture-cadence", Map.of("visitDays", 1));
    assertThat(open("Visit contact")).hasSize(1);
    assertThat(text("select state from visit where run_id = " + second)).isEqualTo("SKIPPED");
    assertThat(text("select state from participant where run_id = " + second)).isEqualTo("ACTIVE");
    assertThat(count("select count(*) from journal_entry where code = 'journal.run.skipped'"))
        .isOne();
  }

  private String text(String sql) {
    return db.sql(sql).query(String.class).single();
  }
}
