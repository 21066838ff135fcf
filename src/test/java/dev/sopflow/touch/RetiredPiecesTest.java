package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.PositionLevel;
import dev.sopflow.content.Contents;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.time.VirtualClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class RetiredPiecesTest {

  @Autowired Touches touches;
  @Autowired Dispatcher dispatcher;
  @Autowired Contents contents;
  @Autowired JournalEntries journal;
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

  @Test
  void whatWaitsWithARetiredPieceEndsAtOnceAndTheJournalSaysHowMuchAndWhy() {
    var piece = house.piece("hello", EMAIL, "en");
    var other = house.piece("other", EMAIL, "en");
    var first = house.contact("First", PositionLevel.STAFF);
    var second = house.contact("Second", PositionLevel.BOSS);
    plan(1, piece);
    plan(2, other);
    plan(3, piece);
    touches.hold(3);
    var version = versionOf(piece);
    assertThat(contents.retire(version.key(), version.number(), " Out of date ", "ops"))
        .isEqualTo(4);
    for (var reader : List.of(first, second)) {
      assertThat(house.fate(1, reader)).isEqualTo("DROPPED CONTENT_RETIRED");
      assertThat(house.fate(3, reader)).isEqualTo("DROPPED CONTENT_RETIRED");
      assertThat(house.fate(2, reader)).startsWith("PLANNED");
    }
    assertThat(
            db.sql("select count(*) from touch_event where kind = 'DROPPED'")
                .query(Integer.class)
                .single())
        .isEqualTo(4);
    var entries = journal.between(clock.instant(), clock.instant().plusSeconds(1), null, 9);
    assertThat(entries)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("ops");
              assertThat(entry.text()).contains("“Out of date”", "not sent: 4");
            });
  }

  @Test
  void retiringTwiceSaysSoOnce() {
    house.contact("First", PositionLevel.STAFF);
    var version = versionOf(house.piece("hello", EMAIL, "en"));
    contents.retire(version.key(), version.number(), "Old", "ops");
    assertThat(contents.retire(version.key(), version.number(), "Old", "ops")).isZero();
    assertThat(journal.between(clock.instant(), clock.instant().plusSeconds(1), null, 9))
        .hasSize(1);
  }

  private record Version(String key, int number) {}

  private Version versionOf(String piece) {
    return db.sql(
            "select content_key as \"key\", active_version as \"number\" from content where piece = ?")
        .param(piece)
        .query(Version.class)
        .single();
  }

  private void plan(long run, String piece) {
    touches.plan(house.plan(run, ContentChoice.piece(piece), List.of(EMAIL)));
  }
}
