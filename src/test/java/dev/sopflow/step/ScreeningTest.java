package dev.sopflow.step;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.contact.ContactImports;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.engine.VirtualTime;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.MarkHistory;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.Marks;
import dev.sopflow.run.NewMark;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunLists;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.Screenings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shipped tables over lists of which the truth is known. */
@SopflowTest
class ScreeningTest {

  @Autowired Screenings screenings;
  @Autowired RunLists lists;
  @Autowired Participants participants;
  @Autowired Marks marks;
  @Autowired MarkHistory history;
  @Autowired DecisionService decisions;
  @Autowired RunFixtures given;
  @Autowired RepositoryService repository;
  @Autowired TaskService tasks;
  @Autowired RunControl control;
  @Autowired VirtualTime time;
  @Autowired JdbcClient db;

  long run;

  @BeforeEach
  void aRun() {
    run = given.run("sop-a");
  }

  @ParameterizedTest
  @CsvSource({
    "webinar-zh.csv, CN, GB18030",
    "webinar-ja.csv, JP, Shift_JIS",
    "webinar-en.csv, US, UTF-8"
  })
  void whoIsNoCustomerIsFoundAndNobodyValidIsMarkedInvalid(
      String name, String region, String encoding) throws IOException {
    bringIn(name, region);
    screenBoth();
    var truth = truth(name);
    var rows = rowsOf(name, encoding);
    var kinds = new HashMap<Long, String>();
    for (var mark : truth.get("marks")) {
      contactOf(rows.get(mark.get("line").asInt()))
          .forEach(id -> kinds.putIfAbsent(id, mark.get("kind").asText()));
    }
    for (var kind :
        Map.of(
                "colleague",
                "colleague",
                "competitor",
                "competitor",
                "ecosystem",
                "ecosystem",
                "nonsense",
                "fake")
            .entrySet()) {
      var found = marked("kind", kind.getKey());
      var right = found.stream().filter(id -> kind.getValue().equals(kinds.get(id))).count();
      var all = kinds.values().stream().filter(kind.getValue()::equals).count();
      System.out.printf(
          "%s %s: found %d, right %d of %d; precision %.3f recall %.3f%n",
          name,
          kind.getKey(),
          found.size(),
          right,
          all,
          (double) right / found.size(),
          (double) right / all);
      assertThat(right).as("precision of " + kind.getKey()).isEqualTo(found.size());
      assertThat(right).as("recall of " + kind.getKey()).isEqualTo(all);
    }
    var invalid = marked("screen", "invalid");
    var doubtful = marked("screen", "doubtful");
    var invalidKinds = invalid.stream().map(kinds::get).toList();
    System.out.printf(
        "%s doubtful %d: %s%n", name, doubtful.size(), doubtful.stream().map(kinds::get).toList());
    assertThat(invalidKinds)
        .doesNotContain("valid", "duplicate", "bad_email", "bad_phone", "formula");
    assertThat(doubtful.stream().map(kinds::get)).doesNotContain("valid").contains("formula");
    assertThat(reasons("doubtful")).allMatch(reason -> reason != null && !reason.isBlank());
    assertThat(count("select count(*) from participant where state = 'ACTIVE'"))
        .isEqualTo(truth.get("people").asInt());
  }

  @Test
  void aPersonsWordStandsAndScreeningAgainChangesNothing() throws IOException {
    bringIn("webinar-en.csv", "US");
    var colleague =
        db.sql(
                "select contact_id from contact_identity where id_value like '%@sopflow.example' limit 1")
            .query(Long.class)
            .single();
    var person = marks.begin(run, MarkSource.PERSON, "ops", null);
    marks.set(person, List.of(new NewMark(colleague, "screen", "valid", "a customer, really")));
    assertThat(screenBoth().changed()).isPositive();
    assertThat(marked("screen", "valid")).containsExactly(colleague);
    assertThat(screenBoth().changed()).isZero();
  }

  @Test
  void aScreeningThatStopsLeavesNothingAndIsOneActWhenRepeated() {
    for (var i = 0; i < 1200; i++) {
      given.person("P" + i, null);
    }
    participants.enrol(run, EVERYBODY);
    var asked = new ArrayList<Object>();
    assertThatThrownBy(
            () ->
                trial(
                    facts -> {
                      asked.add(facts);
                      if (asked.size() > 700) {
                        throw new IllegalStateException("stop");
                      }
                      return List.of(Map.of("kind", "good"));
                    }))
        .hasMessage("stop");
    assertThat(marked("kind", "good")).isEmpty();
    assertThat(trial(facts -> List.of(Map.of("kind", "good"))))
        .isEqualTo(new Screenings.Result(1200, 1200, 0));
    assertThat(history.acts(run, 10)).hasSize(1);
  }

  @Test
  void whatATableNoLongerSaysIsTakenAwayButNoWordOfAPersonOrAnotherTable() {
    var ada = given.person("Ada", null);
    var bea = given.person("Bea", null);
    participants.enrol(run, EVERYBODY);
    trial(facts -> List.of(Map.of("screen", "doubtful", "reason", "odd")));
    screenings.screen(
        run, ContactSet.of(ada), "Other", facts -> List.of(Map.of("kind", "partner")));
    var person = marks.begin(run, MarkSource.PERSON, "ops", null);
    marks.set(person, List.of(new NewMark(bea, "screen", "invalid", null)));
    trial(facts -> List.of());
    assertThat(marked("screen", "doubtful")).isEmpty();
    assertThat(marked("screen", "invalid")).containsExactly(bea);
    assertThat(marked("kind", "partner")).containsExactly(ada);
    marks.undo(run, history.acts(run, 1).get(0).id(), "ops");
    assertThat(marked("screen", "doubtful")).containsExactly(ada);
  }

  private Screenings.Result trial(Function<Map<String, Object>, List<Map<String, Object>>> table) {
    return screenings.screen(run, participants.active(run, null), "Trial", table);
  }

  @Test
  void ofADoubtfulOneOnlyTheDoubtAndItsReasonAreWrittenAndAScreeningIsUndoneAsOne() {
    var ada = given.person("Ada", null);
    participants.enrol(run, EVERYBODY);
    var act = marks.begin(run, MarkSource.LIST, "ops", null);
    marks.set(act, List.of(new NewMark(ada, "watchMinutes", "40", null)));
    var seen = new ArrayList<Map<String, Object>>();
    var result =
        screenings.screen(
            run,
            ContactSet.of(ada),
            "Trial",
            facts -> {
              seen.add(facts);
              return List.of(Map.of("screen", "doubtful", "kind", "x", "reason", "looks odd"));
            });
    assertThat(result.doubtful()).isEqualTo(1);
    assertThat(marked("kind", "x")).isEmpty();
    assertThat(reasons("doubtful")).containsExactly("looks odd");
    assertThat(seen.get(0))
        .containsEntry("name", "ada")
        .containsEntry("emailDomain", "people.example")
        .containsEntry("hasPhone", true)
        .containsEntry("marks", Map.of("watchMinutes", 40L));
    marks.undo(run, history.acts(run, 1).get(0).id(), "ops");
    assertThat(marked("screen", "doubtful")).isEmpty();
  }

  @Test
  void aModelScreensByTheTableThatItNamesAndBranchesOnWhatIsLeftToPeople() {
    given.person("Ada", null);
    var odd = given.person("=1+1", null);
    var model =
        Bpmn.createExecutableProcess("screen-trial")
            .camundaHistoryTimeToLiveString("P1D")
            .name("Screen trial")
            .startEvent("StartEvent_Go")
            .serviceTask("Task_EnrolGuests")
            .name("Enrol guests")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_ScreenGuests")
            .name("Screen guests")
            .camundaDelegateExpression("${screen}")
            .camundaAsyncBefore()
            .camundaInputParameter("screenTable", "list-nonsense")
            .userTask("Task_Look")
            .name("Look at ${doubtful} of ${screened}")
            .camundaCandidateGroups("ops")
            .endEvent("EndEvent_Done")
            .done();
    repository.createDeployment().addModelInstance("screen-trial.bpmn", model).deploy();
    control.start(new RunOrder("screen-trial", "everyone", null, null, "Trial", "ops"));
    time.runDue();
    assertThat(tasks.createTaskQuery().taskDefinitionKey("Task_Look").singleResult().getName())
        .isEqualTo("Look at 1 of 2");
    assertThat(marked("screen", "doubtful")).containsExactly(odd);
  }

  @Test
  void whoIsAlikeInWhatATableNamesIsAskedAboutOnceAndJudgedTheSame() throws IOException {
    bringIn("webinar-en.csv", "US");
    screen("list-relation", null);
    var model =
        Bpmn.createExecutableProcess("screen-list")
            .camundaHistoryTimeToLiveString("P1D")
            .startEvent("StartEvent_Go")
            .serviceTask("Task_EnrolGuests")
            .camundaDelegateExpression("${enrol}")
            .camundaAsyncBefore()
            .camundaInputParameter("audience", "${audience}")
            .serviceTask("Task_ScreenGuests")
            .camundaDelegateExpression("${screen}")
            .camundaAsyncBefore()
            .camundaInputParameter("screenTable", "list-relation")
            .userTask("Task_Look")
            .endEvent("EndEvent_Done")
            .done();
    repository.createDeployment().addModelInstance("screen-list.bpmn", model).deploy();
    var other = control.start(new RunOrder("screen-list", "everyone", null, null, "List", "ops"));
    time.runDue();
    assertThat(kinds(other.id())).isNotEmpty().isEqualTo(kinds(run));
  }

  private Map<Long, String> kinds(long run) {
    var kinds = new HashMap<Long, String>();
    db.sql(
            "select contact_id, mark_value from participant_mark where run_id = :run and mark = 'kind'")
        .param("run", run)
        .query(
            row -> {
              kinds.put(row.getLong("contact_id"), row.getString("mark_value"));
            });
    return kinds;
  }

  private Screenings.Result screenBoth() {
    var relation = screen("list-relation", null);
    var nonsense = screen("list-nonsense", "!screen=invalid");
    return new Screenings.Result(
        relation.screened(),
        relation.changed() + nonsense.changed(),
        relation.doubtful() + nonsense.doubtful());
  }

  private Screenings.Result screen(String table, String who) {
    return screenings.screen(
        run,
        participants.active(run, who),
        table,
        facts -> decisions.evaluateDecisionTableByKey(table, facts).getResultList());
  }

  private void bringIn(String name, String region) throws IOException {
    var file = Files.createTempFile("list", ".csv");
    Files.write(file, bytes(name));
    lists.runNow(run, new ContactImports.List(file, name, region, Set.of(), null, "ops"));
  }

  private byte[] bytes(String name) throws IOException {
    try (var in = getClass().getResourceAsStream("/lists/" + name)) {
      return in.readAllBytes();
    }
  }

  private JsonNode truth(String name) throws IOException {
    return new ObjectMapper().readTree(bytes("truth.json")).get(name);
  }

  /** Line to cells. */
  private Map<Integer, List<String>> rowsOf(String name, String encoding) throws IOException {
    var rows = new LinkedHashMap<Integer, List<String>>();
    var text = new String(bytes(name), Charset.forName(encoding)).replace("\uFEFF", "");
    try (var csv = de.siegmar.fastcsv.reader.CsvReader.builder().ofCsvRecord(text)) {
      csv.forEach(record -> rows.put(rows.size() + 1, record.getFields()));
    }
    return rows;
  }

  /** By the e-mail address, as the list writes it. */
  private List<Long> contactOf(List<String> row) {
    return db.sql("select contact_id from contact_identity where kind = 'EMAIL' and id_value = :m")
        .param("m", row.get(2).strip().toLowerCase())
        .query(Long.class)
        .list();
  }

  private List<Long> marked(String mark, String value) {
    return db.sql(
            "select contact_id from participant_mark where mark = :m and mark_value = :v order by 1")
        .param("m", mark)
        .param("v", value)
        .query(Long.class)
        .list();
  }

  private List<String> reasons(String value) {
    return db.sql(
            "select c.reason from participant_mark m join mark_change c on c.id = m.change_id where m.mark_value = :v")
        .param("v", value)
        .query(String.class)
        .list();
  }

  private int count(String sql) {
    return db.sql(sql).query(Integer.class).single();
  }
}
