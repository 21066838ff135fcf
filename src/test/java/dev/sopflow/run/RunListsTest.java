package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.ContactImports;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.ImportStatus.State;
import dev.sopflow.house.SopflowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class RunListsTest {

  @Autowired RunLists lists;
  @Autowired Runs runs;
  @Autowired RunControl control;
  @Autowired Participants participants;
  @Autowired ParticipantList people;
  @Autowired MarkHistory history;
  @Autowired Marks marks;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;

  long run;

  @BeforeEach
  void aRun() {
    run = given.run("sop-a");
  }

  @ParameterizedTest
  @CsvSource({
    "webinar-zh.csv, CN, 534, 600",
    "webinar-ja.csv, JP, 265, 300",
    "webinar-en.csv, US, 360, 400"
  })
  void everybodyOnAListComesInWithTheMarksItNamesInAnyLanguage(
      String name, String region, int size, int rows) throws IOException {
    var done = sample(name, region);
    assertThat(done.status().state()).isEqualTo(State.DONE);
    assertThat(done.status().counts().rows()).isEqualTo(rows);
    assertThat(done.enrolled()).isEqualTo(size);
    assertThat(done.leftOut()).isZero();
    assertThat(done.marksNew()).isEqualTo(3 * size);
    assertThat(count("select count(*) from contact_attribute")).isZero();
    assertThat(values("onWechat")).containsExactlyInAnyOrder("yes", "no");
    assertThat(values("watchMinutes")).allMatch(value -> value.matches("\\d+"));
    assertThat(values("questions")).contains("0", "1", "2");

    var again = sample(name, region);
    assertThat(again.enrolled()).isZero();
    assertThat(again.marksNew() + again.marksChanged()).isZero();
    assertThat(history.acts(run, 10)).hasSize(1);
  }

  @Test
  void whoRegisteredIsMetAgainAndANewerListSaysHowManyMarksItChanged() throws IOException {
    var ada = given.person("Ada", null);
    participants.enrol(run, ContactSet.of(ada));
    var mail = "p" + ada + "@people.example";
    var first =
        bring("name,email,watch minutes,on wechat\nAda," + mail + ",30,no\nBo,b@b.example,,yes");
    assertThat(first.enrolled()).isEqualTo(1);
    assertThat(first.marksNew()).isEqualTo(3);
    var second =
        bring("name,email,watch minutes,on wechat\nAda," + mail + ",45,no\nBo,b@b.example,7,yes");
    assertThat(second.enrolled()).isZero();
    assertThat(second.marksNew()).isEqualTo(1);
    assertThat(second.marksChanged()).isEqualTo(1);
    assertThat(marksOf("Ada")).isEqualTo(Map.of("watchMinutes", "45", "onWechat", "no"));
  }

  @Test
  void whoStandsInManyRowsKeepsTheStrongestOfThem() throws IOException {
    var filler =
        IntStream.range(0, 1500)
            .mapToObj(i -> "P" + i + ",p" + i + "@x.example,1,no")
            .collect(Collectors.joining("\n"));
    var list =
        "name,email,watch minutes,on wechat\nAda,ada@x.example,50,yes\n"
            + filler
            + "\nAda,ada@x.example,9,no";
    bring(list);
    assertThat(marksOf("Ada")).isEqualTo(Map.of("watchMinutes", "50", "onWechat", "yes"));
    var again = bring(list);
    assertThat(again.marksNew() + again.marksChanged()).isZero();
  }

  @Test
  void unknownColumnsStayWithTheContactAndNoMarkOfAPersonIsOverruled() throws IOException {
    bring("name,email,watch minutes,Shoe size\nAda,ada@x.example,50,38");
    var ada = db.sql("select id from contact").query(Long.class).single();
    var act = marks.begin(run, MarkSource.PERSON, "ops", null);
    marks.set(act, ContactSet.of(ada), "watchMinutes", "0", "not her");
    assertThat(bring("name,email,watch minutes\nAda,ada@x.example,51").marksChanged()).isZero();
    assertThat(db.sql("select name from contact_attribute").query(String.class).list())
        .containsExactly("Shoe size");
  }

  @Test
  void whoRefusedEverythingIsLeftOutAndCounted() throws IOException {
    var ada = given.person("Ada", null);
    given.refused(ada, "ALL");
    var done = bring("name,email\nAda,p" + ada + "@people.example\nBo,b@b.example");
    assertThat(done.enrolled()).isEqualTo(1);
    assertThat(done.leftOut()).isEqualTo(1);
  }

  @Test
  void aRunThatIsOverTakesNoListAndAWrongFormatIsSaidPlainly() throws IOException {
    assertThat(bring("just some text").status().message()).contains("only one column");
    control.ended(runs.get(run).processInstanceId(), false);
    assertThatThrownBy(() -> bring("name,email\nBo,b@b.example"))
        .isInstanceOf(WrongState.class)
        .hasMessageContaining("is ended; only a run that goes on takes a list");
    assertThatThrownBy(() -> lists.runNow(999, list("name,email\nBo,b@b.example", "l.csv", "US")))
        .isInstanceOf(UnknownRun.class);
    assertThat(count("select count(*) from contact")).isZero();
  }

  @Test
  void aListThatFailsAtItsEndLeavesNoMarkAndHealsBySameListAgain() throws IOException {
    db.sql("alter table mark_change add constraint no_boom check (new_value <> 'boom')").update();
    try {
      var broken = bring("name,email,source,watch minutes\nAda,a@x.example,boom,4");
      assertThat(broken.status().state()).isEqualTo(State.FAILED);
      assertThat(count("select count(*) from participant_mark")).isZero();
      assertThat(count("select count(*) from participant")).isEqualTo(1);
    } finally {
      db.sql("alter table mark_change drop constraint no_boom").update();
    }
    var healed = bring("name,email,source,watch minutes\nAda,a@x.example,boom,4");
    assertThat(healed.marksNew()).isEqualTo(2);
  }

  private RunLists.RunList sample(String name, String region) throws IOException {
    try (var in = getClass().getResourceAsStream("/lists/" + name)) {
      var file = Files.createTempFile("list", ".csv");
      Files.write(file, in.readAllBytes());
      return bring(list(file, name, region));
    }
  }

  private RunLists.RunList bring(String text) throws IOException {
    return bring(list(text, "list.csv", "US"));
  }

  private RunLists.RunList bring(ContactImports.List list) {
    return lists.get(run, lists.runNow(run, list));
  }

  private static ContactImports.List list(String text, String name, String region)
      throws IOException {
    var file = Files.createTempFile("list", ".csv");
    Files.writeString(file, text);
    return list(file, name, region);
  }

  private static ContactImports.List list(Path file, String name, String region) {
    return new ContactImports.List(file, name, region, Set.of(), null, "ops");
  }

  private Map<String, String> marksOf(String name) {
    return people.page(run, null, 0, 200).stream()
        .filter(one -> one.fullName().equals(name))
        .findFirst()
        .orElseThrow()
        .marks();
  }

  private Set<String> values(String mark) {
    return Set.copyOf(
        db.sql("select distinct mark_value from participant_mark where mark = :mark")
            .param("mark", mark)
            .query(String.class)
            .list());
  }

  private int count(String sql) {
    return db.sql(sql).query(Integer.class).single();
  }
}
