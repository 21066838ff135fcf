package dev.sopflow.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A run's dates, counted back from its anchor. */
@SopflowTest
class PlanningTest {

  @Autowired RepositoryService repository;
  @Autowired ManagementService jobs;
  @Autowired RunControl control;
  @Autowired RunDates dates;
  @Autowired Planning planning;
  @Autowired JournalEntries journal;
  @Autowired RunFixtures given;
  @Autowired VirtualTime time;
  @Autowired JdbcClient db;

  String deployment;

  @BeforeEach
  void deploy() {
    deployment = TrialEvent.deploy(repository);
  }

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(deployment, true);
  }

  @Test
  void datesAreCountedBackInTheEventsOwnZoneAndItsCountrysWorkingDays() {
    var run = start(Map.of("eventStart", "2026-04-02T14:00", "eventZone", "Europe/Berlin"));
    assertThat(localDates(run))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "checklist", "2026-03-23T09:00",
                "announce", "2026-03-26T09:00",
                "remindEve", "2026-04-01T10:00",
                "remindDay", "2026-04-02T08:00",
                "start", "2026-04-02T14:00",
                // Good Friday and Easter Monday are no working days in Germany.
                "listDue", "2026-04-07T12:00",
                "review", "2026-04-13T09:00"));
    assertThat(dates.get(run, "start").at()).isEqualTo(Instant.parse("2026-04-02T12:00:00Z"));
    assertThat(dates.get(run, "announce").at()).isEqualTo(Instant.parse("2026-03-26T08:00:00Z"));
  }

  @Test
  void everyDateStandsInTheJournalAndShowsAhead() {
    var run = start(Map.of("eventStart", "2026-04-02T14:00", "eventZone", "Europe/Berlin"));
    assertThat(journal.ofRun(run, 20)).anyMatch(entry -> entry.text().equals("Planned 7 dates"));
    var ahead = journal.dueFrom(LocalDate.of(2026, 3, 2), run, 20);
    assertThat(ahead).hasSize(7);
    assertThat(ahead.get(0).text()).isEqualTo("Checklist answered");
    assertThat(ahead.get(0).dueOn()).isEqualTo("2026-03-23");
    control.cancel(run, "ops");
    assertThat(journal.dueFrom(LocalDate.of(2026, 3, 2), run, 20)).isEmpty();
  }

  @Test
  void aLateStartDoesAtOnceOrLeavesOutWhatHasPassedAndTheModelKnows() {
    given.person("Ada", null);
    var run = start(Map.of("eventStart", "2026-03-05T14:00"));
    assertThat(dates.get(run, "checklist").state()).isEqualTo(RunDate.State.AT_ONCE);
    assertThat(dates.get(run, "checklist").local()).isEqualTo("2026-03-02T08:00");
    assertThat(dates.get(run, "announce").state()).isEqualTo(RunDate.State.DROPPED);
    assertThat(dates.get(run, "announce").local()).isEqualTo("2026-02-26T09:00");
    assertThat(dates.get(run, "remindEve").state()).isEqualTo(RunDate.State.PLANNED);
    assertThat(journal.ofRun(run, 20))
        .extracting(JournalEntries.Entry::text)
        .contains(
            "“Checklist answered” is done at once: its time, 2026-02-23 09:00 UTC, has passed",
            "“Announcement” is left out: its time, 2026-02-26 09:00 UTC, has passed");
    time.runDue();
    assertThat(db.sql("select count(*) from contact_tag").query(Long.class).single()).isZero();
    var timer = jobs.createJobQuery().processDefinitionKey(TrialEvent.SOP).singleResult();
    assertThat(timer.getDuedate()).isEqualTo("2026-03-04T10:00:00Z");
  }

  @Test
  void aDateThatAPersonChoseWinsOverTheTableAndAnEmptyOneDoesNot() {
    var run =
        start(
            Map.of(
                "eventStart", "2026-03-20T14:00",
                "announce", "2026-03-10T10:30",
                "remindDay", "2026-03-20T08:00",
                "review", ""));
    assertThat(dates.get(run, "announce").local()).isEqualTo("2026-03-10T10:30");
    assertThat(dates.get(run, "announce").byHand()).isTrue();
    assertThat(dates.get(run, "remindDay").byHand()).isFalse();
    assertThat(dates.get(run, "review").byHand()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eventStart | 2026-03-01T14:00 | 2026-03-01 14:00 UTC has passed; choose a later time",
        "eventStart | 20th of March | '20th of March' is no date and time; write it as 2026-03-20T14:00",
        "eventStart | '' | Say when: the date that all others count from is empty",
        "eventStart | 2226-03-20T14:00 | 2226-03-20 14:00 UTC is more than ten years ahead; check the year",
        "eventZone | Europe/Brelin | There is no time zone 'Europe/Brelin'; write it as Europe/Berlin",
        "announce | 2026-03-01T09:00 | The date “Announcement”: 2026-03-01 09:00 UTC has passed; choose a later time",
        "announce | soon | The date “Announcement”: 'soon' is no date and time",
      })
  void aBadDateRefusesTheStartInPlainWords(String variable, String value, String words) {
    var variables = new HashMap<String, Object>(Map.of("eventStart", "2026-03-20T14:00"));
    variables.put(variable, value);
    assertThatThrownBy(() -> start(variables))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Step 'Plan dates': ")
        .hasMessageContaining(words);
    assertThat(db.sql("select count(*) from run").query(Long.class).single()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "days | soon | in row 1 of those that fit, 'days' must be a whole number from -2000 to 2000, not 'soon'",
        "days | 1.5 | 'days' must be a whole number",
        "time | 25:00 | 'time' must be a time such as 09:00, or empty, not '25:00'",
        "unit | weeks | 'unit' must be one of [days, workdays], not 'WEEKS'",
        "late | never | 'late' must be one of [now, drop, keep]",
        "name | 1st | 'name' must be letters, digits and _, beginning with a letter",
        "name | start | two of the rows that fit are called 'start'",
        "time | '' | exactly one row must be the anchor itself",
      })
  void aTableThatNoPlanCanComeOfIsRefusedByRowAndOutput(String output, String value, String words) {
    var row = new LinkedHashMap<String, Object>(Map.of("name", "a", "days", 0, "time", "9:00"));
    row.put(output, value);
    var anchor = Map.<String, Object>of("name", "start", "days", 0);
    assertThatThrownBy(() -> DateRules.read("t", List.of(row, anchor)))
        .hasMessageStartingWith("The plan table 't': ")
        .hasMessageContaining(words);
  }

  @Test
  void anUnknownDateIsNamedWithThoseThatThereAre() {
    var run = start(Map.of("eventStart", "2026-03-20T14:00"));
    assertThatThrownBy(() -> dates.get(run, "anounce"))
        .hasMessage(
            "This run has no date 'anounce'; there are checklist, announce, remindEve, remindDay,"
                + " start, listDue, review");
    assertThatThrownBy(() -> dates.get(given.run("sop-a"), "start"))
        .hasMessageContaining("has planned no dates");
  }

  @Test
  void datesAreReadAsFormsAndOtherSystemsWriteThem() {
    for (var text :
        List.of(
            "2026-03-20T14:00",
            "2026-03-20 14:00:00",
            "2026-03-20T13:00Z",
            "2026-03-20T14:00+01:00",
            " 2026-03-20T14:00 ")) {
      assertThat(planning.anchor(text, "Europe/Berlin").toInstant())
          .as(text)
          .isEqualTo("2026-03-20T13:00:00Z");
    }
    var date = java.util.Date.from(Instant.parse("2026-03-20T13:00:00Z"));
    assertThat(planning.anchor(date, null).toString()).isEqualTo("2026-03-20T13:00Z[UTC]");
  }

  private long start(Map<String, Object> variables) {
    return control
        .start(new RunOrder(TrialEvent.SOP, "everyone", null, variables, null, "ops"))
        .id();
  }

  private Map<String, String> localDates(long run) {
    return dates.of(run).stream()
        .collect(Collectors.toMap(RunDate::name, date -> date.local().toString()));
  }
}
