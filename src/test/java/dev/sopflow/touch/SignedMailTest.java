package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.email.MailServer;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class SignedMailTest {

  /** Bosses in Berlin read now. */
  private static final Instant EVENING = Instant.parse("2026-03-02T19:00:00Z");

  @Autowired ApplicationContext context;
  @Autowired Touches touches;
  @Autowired Gate gate;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;
  TouchHouse house;

  @BeforeEach
  void evening() {
    clock.moveTo(EVENING);
    house = new TouchHouse(db, clock);
  }

  @AfterEach
  void removeContent() {
    house.removeContent();
  }

  @Test
  void aMailIsSignedWithTheRepsFullName() throws Exception {
    ownedBy("rep1", house.contact("Ada", PositionLevel.BOSS));
    try (var server = new MailServer()) {
      touches.plan(house.plan(1, ContentChoice.piece(signedPiece()), List.of(EMAIL)));
      TestDispatchers.of(context, gate, server.courier(clock)).dispatchDue();

      assertThat(server.received()).hasSize(1);
      var parts = (MimeMultipart) server.received().get(0).getContent();
      assertThat(parts.getBodyPart(0).getContent().toString()).contains("Yours, Rep One");
      assertThat(parts.getBodyPart(1).getContent().toString()).contains("Yours, Rep One");
    }
  }

  @Test
  void aUserNameIsNotForCustomers() throws Exception {
    ownedBy("crm-4711", house.contact("Ada", PositionLevel.BOSS));
    try (var server = new MailServer()) {
      touches.plan(house.plan(1, ContentChoice.piece(signedPiece()), List.of(EMAIL)));
      TestDispatchers.of(context, gate, server.courier(clock)).dispatchDue();

      var parts = (MimeMultipart) server.received().get(0).getContent();
      assertThat(parts.getBodyPart(0).getContent().toString()).doesNotContain("4711");
    }
  }

  private void ownedBy(String rep, long contact) {
    db.sql("update contact set owner = ? where id = ?").params(rep, contact).update();
  }

  private String signedPiece() {
    var piece = house.piece("signed", EMAIL, "en");
    db.sql(
            """
            update content_version set html = ?, body = ?
            where content_id = (select id from content where piece = ?)
            """)
        .params(
            "<p>Yours, {{ rep.name }}</p><a href=\"{{ links.unsubscribe }}\">stop</a>",
            "Yours, {{ rep.name }}",
            piece)
        .update();
    return piece;
  }
}
