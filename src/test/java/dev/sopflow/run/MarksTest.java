package dev.sopflow.run;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.house.SopflowTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class MarksTest {

  @Autowired Marks marks;
  @Autowired MarkHistory history;
  @Autowired Participants participants;
  @Autowired ParticipantList list;
  @Autowired RunFixtures given;

  long ada;
  long bea;
  long run;

  @BeforeEach
  void aRunOfTwo() {
    ada = given.person("Ada", null);
    bea = given.person("Bea", null);
    run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
  }

  @Test
  void whoMarkedWhatWhenAndWhyIsKept() {
    var first = act(MarkSource.PERSON, "rep1");
    assertThat(marks.set(first, EVERYBODY, "kind", "competitor", "domain")).isEqualTo(2);
    assertThat(marks.set(act(MarkSource.PERSON, "ops"), ContactSet.of(ada), "kind", null, "no"))
        .isEqualTo(1);
    assertThat(history.of(run, ada))
        .extracting(MarkHistory.Change::oldValue, MarkHistory.Change::newValue)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("competitor", null),
            org.assertj.core.groups.Tuple.tuple(null, "competitor"));
    assertThat(history.of(run, ada).get(1).by()).isEqualTo("rep1");
    assertThat(history.of(run, ada).get(1).reason()).isEqualTo("domain");
    assertThat(history.acts(run, 10)).extracting(MarkHistory.Act::marks).containsExactly(1, 2);
    assertThat(marksOf(ada)).isEmpty();
    assertThat(marksOf(bea)).isEqualTo(Map.of("kind", "competitor"));
  }

  @Test
  void markingWhatIsMarkedChangesNothing() {
    marks.set(act(MarkSource.PERSON, "ops"), EVERYBODY, "kind", "partner", null);
    assertThat(marks.set(act(MarkSource.PERSON, "ops"), EVERYBODY, "kind", "partner", null))
        .isZero();
    assertThat(history.acts(run, 10)).hasSize(1);
  }

  @Test
  void undoRestoresWhatNobodyHasChangedSince() {
    marks.set(act(MarkSource.PERSON, "ops"), ContactSet.of(ada), "kind", "valid", null);
    var wrong = act(MarkSource.PERSON, "rep1");
    marks.set(wrong, EVERYBODY, "kind", "competitor", null);
    marks.set(act(MarkSource.PERSON, "ops"), ContactSet.of(bea), "kind", "partner", null);

    assertThat(marks.undo(run, wrong.id(), "ops")).isEqualTo(1);
    assertThat(marksOf(ada)).isEqualTo(Map.of("kind", "valid"));
    assertThat(marksOf(bea)).isEqualTo(Map.of("kind", "partner"));
    assertThat(history.acts(run, 10).get(1).undoneBy()).isEqualTo("ops");
    assertThatThrownBy(() -> marks.undo(run, wrong.id(), "ops"))
        .hasMessageContaining("taken back already");
  }

  @Test
  void actsUndoneFromTheLastToTheFirstLeaveNothingBehind() {
    var first = act(MarkSource.PERSON, "ops");
    marks.set(first, EVERYBODY, "kind", "a", null);
    var second = act(MarkSource.PERSON, "ops");
    marks.set(second, EVERYBODY, "kind", "b", null);
    marks.set(second, ContactSet.of(ada), "kind", "c", null);
    assertThat(marks.undo(run, second.id(), "ops")).isEqualTo(3);
    assertThat(marksOf(bea)).isEqualTo(Map.of("kind", "a"));
    assertThat(marks.undo(run, first.id(), "ops")).isEqualTo(2);
    assertThat(marksOf(ada)).isEmpty();
  }

  @Test
  void noRuleAndNoListOverrulesAPerson() {
    var person = act(MarkSource.PERSON, "rep1");
    marks.set(person, ContactSet.of(ada), "screen", "valid", null);
    var rule = List.of(wanted(ada, "doubtful"), wanted(bea, "doubtful"));
    assertThat(marks.set(act(MarkSource.RULE, "system"), rule)).isEqualTo(1);
    assertThat(marks.set(act(MarkSource.LIST, "ops"), List.of(wanted(ada, "x")))).isZero();
    assertThat(marksOf(ada)).isEqualTo(Map.of("screen", "valid"));
    marks.undo(run, person.id(), "rep1");
    assertThat(marks.set(act(MarkSource.RULE, "system"), rule)).isEqualTo(1);
  }

  @Test
  void aMarkOfAnotherRunStays() {
    var act = act(MarkSource.PERSON, "ops");
    marks.set(act, EVERYBODY, "kind", "a", null);
    assertThatThrownBy(() -> marks.undo(given.run("sop-b"), act.id(), "ops"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(marksOf(ada)).isNotEmpty();
  }

  @Test
  void manyWhoMarkTheSamePeopleAtOnceAllGetThrough() throws Exception {
    for (var i = 0; i < 50; i++) {
      given.person("P" + i, null);
    }
    participants.enrol(run, EVERYBODY);
    var team = Executors.newFixedThreadPool(4);
    for (var i = 0; i < 20; i++) {
      var value = "v" + i;
      team.submit(() -> marks.set(act(MarkSource.PERSON, "ops"), EVERYBODY, "kind", value, null));
    }
    team.shutdown();
    assertThat(team.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(history.acts(run, 50)).hasSize(20);
    var last = marksOf(ada).get("kind");
    assertThat(history.of(run, ada).get(0).newValue()).isEqualTo(last);
    history.acts(run, 50).stream()
        .sorted((a, b) -> Long.compare(lastChange(b), lastChange(a)))
        .forEach(act -> assertThat(marks.undo(run, act.id(), "ops")).isEqualTo(52));
    assertThat(marksOf(ada)).isEmpty();
  }

  private long lastChange(MarkHistory.Act act) {
    var changes = history.of(run, ada);
    for (var i = 0; i < changes.size(); i++) {
      if (changes.get(i).newValue().equals(act.value())) {
        return changes.size() - i;
      }
    }
    return 0;
  }

  private static NewMark wanted(long contact, String value) {
    return new NewMark(contact, "screen", value, "the table says so");
  }

  private MarkAct act(MarkSource source, String by) {
    return marks.begin(run, source, by, null);
  }

  private Map<String, String> marksOf(long contact) {
    return list.page(run, null, 0, 100).stream()
        .filter(one -> one.contactId() == contact)
        .findFirst()
        .orElseThrow()
        .marks();
  }
}
