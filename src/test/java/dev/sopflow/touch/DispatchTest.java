package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class DispatchTest {

  @Autowired Touches touches;
  @Autowired Dispatcher dispatcher;
  @Autowired Consents consents;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;

  @BeforeEach
  void house() {
    house = new TouchHouse(db, clock);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  private void plan(long run, String piece) {
    touches.plan(house.plan(run, ContentChoice.piece(piece), List.of(EMAIL)));
  }

  private void runUntilNothingWaits() {
    for (var due = dispatcher.nextDue(); due.isPresent(); due = dispatcher.nextDue()) {
      clock.moveTo(due.get());
      dispatcher.dispatchDue();
    }
  }

  @Test
  void aBossIsWrittenToInTheEveningAndOthersInWorkingHours() {
    var boss = house.contact("Boss", PositionLevel.BOSS);
    var staff = house.contact("Staff", PositionLevel.STAFF);
    plan(1, house.piece("hello", EMAIL, "en"));
    assertThat(dispatcher.dispatchDue()).isPositive();
    runUntilNothingWaits();
    assertThat(localHour(staff)).isBetween(9, 18);
    assertThat(localHour(boss)).isBetween(18, 22);
    assertThat(db.sql("select subject from outbox_message order by at").query(String.class).list())
        .containsExactlyInAnyOrder("Hello Boss", "Hello Staff");
    assertThat(reasons(boss)).contains("OUTSIDE_WINDOW");
  }

  @Test
  void nobodyGetsOnePieceTwiceFromTwoRuns() {
    var reader = house.contact("Reader", PositionLevel.STAFF);
    var piece = house.piece("hello", EMAIL, "en");
    plan(1, piece);
    plan(2, piece);
    runUntilNothingWaits();
    assertThat(List.of(house.fate(1, reader), house.fate(2, reader)))
        .containsExactlyInAnyOrder("SENT", "DROPPED ALREADY_RECEIVED");
  }

  @Test
  void anInvitationIsNewsInEachRunAndOnlyOnceInOne() {
    var reader = house.contact("Reader", PositionLevel.STAFF);
    var invitation = house.piece("invitation", EMAIL, "en");
    db.sql("update content_version set stage = 'OCCASION' where topic = ?")
        .param("T" + invitation)
        .update();
    plan(1, invitation);
    plan(2, invitation);
    var again = house.plan(2, ContentChoice.piece(invitation), List.of(EMAIL));
    touches.plan(
        new SendPlan(
            2,
            "Task_Again",
            1,
            again.to(),
            again.channels(),
            again.content(),
            again.purpose(),
            again.dueAt(),
            again.usefulUntil()));
    runUntilNothingWaits();
    assertThat(house.fate(1, reader)).isEqualTo("SENT");
    assertThat(
            db.sql("select state from touch where run_id = 2 order by state")
                .query(String.class)
                .list())
        .containsExactly("DROPPED", "SENT");
  }

  @Test
  void twoRunsShareTheContactsCap() {
    var reader = house.contact("Reader", PositionLevel.STAFF);
    plan(1, house.piece("one", EMAIL, "en"));
    plan(2, house.piece("two", EMAIL, "en"));
    runUntilNothingWaits();
    assertThat(List.of(house.fate(1, reader), house.fate(2, reader)))
        .containsExactly("SENT", "SENT");
    assertThat(reasons(reader)).contains("OVER_CAP");
    assertThat(days(reader)).doesNotHaveDuplicates();
  }

  @Test
  void aRefusalTakesBackWhatIsPlanned() {
    var reader = house.contact("Reader", PositionLevel.STAFF);
    plan(1, house.piece("one", EMAIL, "en"));
    consents.refuse(reader, EMAIL, "phone", "rep1");
    assertThat(house.fate(1, reader)).isEqualTo("DROPPED REFUSED");
  }

  @Test
  void anExpiredOrRetiredPieceStaysIn() {
    var reader = house.contact("Reader", PositionLevel.BOSS);
    house.rendition("old", EMAIL, "en", "x", 1, LocalDate.parse("2026-03-02"));
    plan(1, "old");
    var retired = house.piece("retired", EMAIL, "en");
    plan(2, retired);
    db.sql("update content set active_version = null where piece = ?").param(retired).update();
    db.sql("update touch set due_at = ?")
        .param(dev.sopflow.time.DbTime.db(clock.instant().plusSeconds(86_400)))
        .update();
    runUntilNothingWaits();
    assertThat(house.fate(1, reader)).isEqualTo("DROPPED CONTENT_EXPIRED");
    assertThat(house.fate(2, reader)).isEqualTo("DROPPED CONTENT_RETIRED");
  }

  @Test
  void aClaimWhoseDispatcherDiedIsNeverSentAgain() {
    var reader = house.contact("Reader", PositionLevel.STAFF);
    plan(1, house.piece("one", EMAIL, "en"));
    db.sql(
            """
            update touch set state = 'CLAIMED', claimed_by = 'gone', claimed_at = due_at, begun_at = due_at,
            lease_until = current_timestamp - interval '1' second
            """)
        .update();
    dispatcher.dispatchDue();
    assertThat(house.fate(1, reader)).isEqualTo("UNKNOWN NO_CLEAR_ANSWER");
    assertThat(db.sql("select count(*) from outbox_message").query(Integer.class).single())
        .isZero();
  }

  private List<String> reasons(long contact) {
    return db.sql(
            """
            select e.reason from touch_event e join touch t on t.id = e.touch_id
            where t.contact_id = ? and e.reason is not null
            """)
        .param(contact)
        .query(String.class)
        .list();
  }

  private int localHour(long contact) {
    return db.sql("select done_at from touch where contact_id = ? and state = 'SENT'")
        .param(contact)
        .query((row, n) -> dev.sopflow.time.DbTime.instant(row, "done_at"))
        .single()
        .atZone(java.time.ZoneId.of("Europe/Berlin"))
        .getHour();
  }

  private List<LocalDate> days(long contact) {
    return db
        .sql("select done_at from touch where contact_id = ? and state = 'SENT'")
        .param(contact)
        .query((row, n) -> dev.sopflow.time.DbTime.instant(row, "done_at"))
        .list()
        .stream()
        .map(at -> at.atZone(java.time.ZoneId.of("Europe/Berlin")).toLocalDate())
        .toList();
  }
}
