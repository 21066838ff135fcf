package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static dev.sopflow.contact.Channel.SMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class PlanTest {

  @Autowired Touches touches;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  TouchHouse house;

  @BeforeEach
  void house() {
    house = new TouchHouse(db, clock);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  @Test
  void everyContactGetsOneRowWithTheReasonWhereNothingCanGo() {
    var piece = house.piece("hello", EMAIL, "en");
    var fine = house.contact("Fine", PositionLevel.STAFF);
    var refused = house.contact("Refused", PositionLevel.STAFF);
    house.consent(refused, "EMAIL", "REFUSED");
    var refusedAll = house.contact("All", PositionLevel.STAFF);
    house.consent(refusedAll, "ALL", "REFUSED");
    var suppressed = house.contact("Suppressed", PositionLevel.STAFF);
    house.suppress("EMAIL", "c" + suppressed + "@reader.example");
    var unreachable = house.contact("Unreachable", PositionLevel.STAFF);
    db.sql("delete from contact_identity where contact_id = ?").param(unreachable).update();

    var planned = touches.plan(house.plan(1, ContentChoice.piece(piece), List.of(EMAIL)));

    assertThat(planned).isEqualTo(new Touches.Planned(1, 4));
    assertThat(house.fate(1, fine)).isEqualTo("PLANNED");
    assertThat(house.fate(1, refused)).isEqualTo("DROPPED REFUSED");
    assertThat(house.fate(1, refusedAll)).isEqualTo("DROPPED REFUSED");
    assertThat(house.fate(1, suppressed)).isEqualTo("DROPPED SUPPRESSED");
    assertThat(house.fate(1, unreachable)).isEqualTo("DROPPED UNREACHABLE");
  }

  @Test
  void theSameStepPlansNobodyTwice() {
    var piece = house.piece("hello", EMAIL, "en");
    house.contact("One", PositionLevel.STAFF);
    var plan = house.plan(1, ContentChoice.piece(piece), List.of(EMAIL));
    touches.plan(plan);
    house.contact("Two", PositionLevel.STAFF);
    assertThat(touches.plan(plan)).isEqualTo(new Touches.Planned(1, 0));
    assertThat(touches.plan(plan)).isEqualTo(new Touches.Planned(0, 0));
  }

  @Test
  void theFirstChannelThatAContactAllowsIsTaken() {
    var piece = house.piece("hello", EMAIL, "en");
    house.rendition(piece, SMS, "en", null, 1, null);
    var noYes = house.contact("No yes", PositionLevel.STAFF);
    house.identity(noYes, "PHONE", "+4930555" + noYes);
    var yes = house.contact("Yes", PositionLevel.STAFF);
    house.identity(yes, "PHONE", "+4930555" + yes);
    house.consent(yes, "SMS", "GRANTED");

    touches.plan(house.plan(1, ContentChoice.piece(piece), List.of(SMS, EMAIL)));

    assertThat(channelOf(noYes)).isEqualTo("EMAIL");
    assertThat(channelOf(yes)).isEqualTo("SMS");
  }

  @Test
  void aContactReadsTheirOwnLanguageElseTheHouses() {
    var piece = house.piece("hello", EMAIL, "en");
    var english = versionOf(piece, "en");
    var chinese = house.rendition(piece, EMAIL, "zh", null, 1, null);
    var traditional = house.rendition(piece, EMAIL, "zh-TW", null, 1, null);
    var zh = house.contact("A", PositionLevel.STAFF, "Asia/Shanghai", "zh-CN", "CN");
    var tw = house.contact("B", PositionLevel.STAFF, "Asia/Taipei", "zh-TW", "TW");
    var ja = house.contact("C", PositionLevel.STAFF, "Asia/Tokyo", "ja", "JP");
    var none = house.contact("D", PositionLevel.STAFF, null, null, null);

    touches.plan(house.plan(1, ContentChoice.piece(piece), List.of(EMAIL)));

    assertThat(List.of(contentOf(zh), contentOf(tw), contentOf(ja), contentOf(none)))
        .containsExactly(chinese, traditional, english, english);
  }

  @Test
  void ofAStageEachContactGetsTheNextPieceThatTheyHaveNotHad() {
    house.rendition("z-first", EMAIL, "en", "unseen", 1, null);
    house.rendition("a-second", EMAIL, "en", "unseen", 2, null);
    var next = ContentChoice.nextUnseen("FUNCTION", "unseen");
    var one = house.contact("One", PositionLevel.STAFF);
    touches.plan(house.plan(1, next, List.of(EMAIL)));
    var two = house.contact("Two", PositionLevel.STAFF);
    touches.plan(house.plan(2, next, List.of(EMAIL)));

    assertThat(pieceOf(1, one)).isEqualTo("z-first");
    assertThat(pieceOf(2, one)).isEqualTo("a-second");
    assertThat(pieceOf(2, two)).isEqualTo("z-first");
    touches.plan(house.plan(3, next, List.of(EMAIL)));
    assertThat(house.fate(3, one)).isEqualTo("DROPPED NO_CONTENT_LEFT");
    assertThat(pieceOf(3, two)).isEqualTo("a-second");
  }

  @Test
  void aPieceForOneOccasionIsSentByNameAndNeverByItsStage() {
    assertThatThrownBy(() -> ContentChoice.nextUnseen("OCCASION", null))
        .hasMessageContaining("by its name only");
    var invitation = house.rendition("invitation", EMAIL, "en", "unseen", 1, null);
    db.sql("update content_version set stage = 'OCCASION' where id = ?").param(invitation).update();
    var guest = house.contact("Guest", PositionLevel.STAFF);
    touches.plan(house.plan(1, ContentChoice.nextUnseen("FUNCTION", "unseen"), List.of(EMAIL)));
    touches.plan(house.plan(2, ContentChoice.piece("invitation"), List.of(EMAIL)));
    assertThat(house.fate(1, guest)).isEqualTo("DROPPED NO_CONTENT_LEFT");
    assertThat(house.fate(2, guest)).isEqualTo("PLANNED");
  }

  @Test
  void aPieceThatNobodyKnowsIsAMistakeInTheModel() {
    assertThatThrownBy(
            () -> touches.plan(house.plan(1, ContentChoice.piece("nope"), List.of(EMAIL))))
        .hasMessageContaining("'nope'");
  }

  @Test
  void aHeldRunWaitsAndAContactWhoLeftIsWithdrawn() {
    var piece = house.piece("hello", EMAIL, "en");
    var stays = house.contact("Stays", PositionLevel.STAFF);
    var leaves = house.contact("Leaves", PositionLevel.STAFF);
    touches.plan(house.plan(1, ContentChoice.piece(piece), List.of(EMAIL)));

    assertThat(touches.hold(1)).isEqualTo(2);
    assertThat(touches.withdraw(1, ContactSet.of(leaves), Reason.LEFT_RUN)).isEqualTo(1);
    assertThat(touches.release(1)).isEqualTo(1);
    assertThat(house.fate(1, stays)).isEqualTo("PLANNED");
    assertThat(house.fate(1, leaves)).isEqualTo("DROPPED LEFT_RUN");
    assertThat(db.sql("select kind from touch_event").query(String.class).list())
        .containsExactly("DROPPED");
  }

  private String channelOf(long contact) {
    return db.sql("select channel from touch where contact_id = ?")
        .param(contact)
        .query(String.class)
        .single();
  }

  private long contentOf(long contact) {
    return db.sql("select content_version_id from touch where contact_id = ?")
        .param(contact)
        .query(Long.class)
        .single();
  }

  private String pieceOf(long run, long contact) {
    return db.sql("select piece from touch where run_id = ? and contact_id = ?")
        .params(run, contact)
        .query(String.class)
        .single();
  }

  private long versionOf(String piece, String language) {
    return db.sql(
            """
            select v.id from content_version v join content c on c.id = v.content_id
            where c.piece = ? and v.language = ?
            """)
        .params(piece, language)
        .query(Long.class)
        .single();
  }
}
