package dev.sopflow.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.crash.SmtpSink.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The application is killed at the places where its life with database and mail server could lose
 * or repeat something, and started again. Nothing is forgotten, advertising is never sent twice,
 * and what was asked for always arrives: twice, under one Message-ID, where the process dies
 * between the mail server's yes and its own word of it.
 */
@Tag("nodes")
class CrashMatrixTest {

  private static final long PATIENCE = 120_000;

  /** Where a node dies; each once, one after the other, on the same database. */
  private static final List<String> ALL =
      List.of(
          "BEFORE_COMMIT 1 insert into contact_identity",
          "AFTER_COMMIT 1 insert into contact_identity",
          "BEFORE_COMMIT 1 insert into run \\(",
          "AFTER_COMMIT 1 insert into run \\(",
          "BEFORE_COMMIT 1 insert into participant",
          "AFTER_COMMIT 1 insert into participant",
          "BEFORE_STATEMENT 1 insert into touch \\(",
          "AFTER_STATEMENT 1 insert into touch \\(",
          "BEFORE_COMMIT 2 insert into touch \\(",
          "AFTER_COMMIT 2 insert into touch \\(",
          "BEFORE_COMMIT 1 set state = 'CLAIMED'",
          "AFTER_COMMIT 1 set state = 'CLAIMED'",
          "BEFORE_COMMIT 1 update touch set begun_at",
          "AFTER_COMMIT 1 update touch set begun_at",
          "SINK BEFORE_DATA 1",
          "SINK ACCEPTED_UNSAID 1",
          "SINK ACCEPTED_SAID 1",
          "SINK ACCEPTED_UNSAID 25",
          "SINK ACCEPTED_SAID 25",
          "BEFORE_COMMIT 1 set state = s.state, reason",
          "AFTER_COMMIT 1 set state = s.state, reason",
          "BEFORE_COMMIT 1 delete from ACT_RU_TASK",
          "AFTER_COMMIT 1 delete from ACT_RU_TASK");

  /** One of each kind; all of them with {@code -Dsopflow.crash=all}. */
  private static final List<String> PLACES =
      "all".equals(System.getProperty("sopflow.crash"))
          ? ALL
          : List.of(
              ALL.get(0),
              ALL.get(8),
              ALL.get(9),
              ALL.get(11),
              ALL.get(15),
              ALL.get(17),
              ALL.get(19));

  private final CrashHouse house = new CrashHouse();
  private final List<String> table = new ArrayList<>();

  @Test
  void nothingIsForgottenAndNoAdvertisingSentTwiceWhereverAProcessDies() {
    try (var first = house.start("")) {
      assertThat(first.isReady()).isTrue();
    }
    house.writeContent();
    var node = again();
    for (var i = 0; i < PLACES.size(); i++) {
      node = play("s" + i, PLACES.get(i), node);
    }
    node.close();
    System.out.println(String.join("\n", table));
    assertThat(house.strangers()).isZero();
  }

  /** Returns the node that lives in the end. */
  private Node play(String story, String place, Node node) {
    arm(place, node);
    var living = tell(story, node);
    var died = living != node;
    var advertising = house.outcome(story, "MARKETING");
    var asked = house.outcome(story, "TRANSACTIONAL");
    table.add(
        "%-48s %s advertising %s, asked for %s"
            .formatted(place, died ? "killed" : "NOT MET", advertising, asked));
    System.out.println(table.get(table.size() - 1));
    assertThat(died).as(place + " was never reached").isTrue();
    assertThat(advertising.all()).as(place).isEqualTo(CrashHouse.PEOPLE);
    assertThat(advertising.twice() + advertising.wrong()).as(place).isZero();
    assertThat(asked.all()).as(place).isEqualTo(CrashHouse.PEOPLE);
    assertThat(asked.doubtfulTaken() + asked.doubtfulLost() + asked.wrong()).as(place).isZero();
    if (!mayBeOut(place)) {
      assertThat(advertising.once() + asked.once()).as(place).isEqualTo(2 * CrashHouse.PEOPLE);
    }
    return living;
  }

  /** Whether the process dies between the word that a mail may go, and that it went. */
  private static boolean mayBeOut(String place) {
    return place.startsWith("SINK")
        || place.equals("AFTER_COMMIT 1 set state = 'CLAIMED'")
        || place.contains("begun_at")
        || place.equals("BEFORE_COMMIT 1 set state = s.state, reason");
  }

  private void arm(String place, Node node) {
    if (place.startsWith("SINK ")) {
      var words = place.split(" ");
      house.sink.at(Integer.parseInt(words[2]), Moment.valueOf(words[1]), node::kill);
    } else {
      assertThat(node.did("arm " + place)).isTrue();
    }
  }

  /** As colleagues would: what a crash has cut off they do again, unless it is there. */
  private Node tell(String story, Node node) {
    var living =
        until(() -> house.isThere(story), "people " + story + " " + CrashHouse.PEOPLE, node);
    living = until(() -> house.isStarted(story), "run " + story, living);
    living = until(() -> house.isSettled(story), null, living);
    return until(() -> house.isOver(story), "finish " + story, living);
  }

  private Node until(BooleanSupplier done, String deed, Node node) {
    var living = node;
    var end = System.currentTimeMillis() + PATIENCE;
    var told = false;
    while (!done.getAsBoolean() || !living.isAlive()) {
      assertThat(System.currentTimeMillis()).as("not done in time: " + deed).isLessThan(end);
      if (!living.isAlive()) {
        living = again();
        told = false;
      } else if (deed != null && !told) {
        told = living.did(deed);
      } else {
        pause();
      }
    }
    return living;
  }

  private Node again() {
    var node = house.start("");
    assertThat(node.isReady()).isTrue();
    return node;
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
