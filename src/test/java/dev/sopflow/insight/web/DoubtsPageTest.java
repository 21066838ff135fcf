package dev.sopflow.insight.web;

import static dev.sopflow.time.DbTime.db;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/** Messages in doubt wait for somebody who says what became of them. */
@SopflowTest
@WithMockUser(username = "ops", roles = "ops")
class DoubtsPageTest {

  @Autowired WebApplicationContext house;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  MockMvcTester browser;

  @BeforeEach
  void open() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
  }

  @Test
  void whereNothingIsInDoubtThePageSaysWhatWouldComeHere() {
    assertThat(page()).contains("No message is in doubt", "provider");
  }

  @Test
  void opsSaysThatAMessageArrived() {
    var touch = inDoubt("Ada", "MARKETING");
    assertThat(page()).contains("Ada", "It arrived").doesNotContain("Goes once more");
    assertThat(browser.post().uri("/doubts/" + touch + "/arrived").with(csrf()))
        .hasRedirectedUrl("/doubts");
    assertThat(state(touch)).isEqualTo("SENT");
    assertThat(page()).contains("No message is in doubt");
    assertThat(journal()).isEqualTo("journal.doubt.arrived");
  }

  @Test
  void opsLetsAMessageGoOnceMore() {
    var touch = inDoubt("Ada", "MARKETING");
    browser.post().uri("/doubts/" + touch + "/again").with(csrf()).exchange();
    assertThat(state(touch)).isEqualTo("PLANNED");
    assertThat(journal()).isEqualTo("journal.doubt.again");
  }

  @Test
  void aRepsAnswerIsNoPieceAndTheJournalSaysSo() {
    var touch = inDoubt("Ada", "ANSWER");
    db.sql("update touch set piece = null").update();
    browser.post().uri("/doubts/" + touch + "/arrived").with(csrf()).exchange();
    assertThat(state(touch)).isEqualTo("SENT");
    assertThat(journal()).isEqualTo("journal.doubt.arrived.answer");
  }

  @Test
  void whatGoesAgainByItselfSaysWhen() {
    inDoubt("Ada", "TRANSACTIONAL");
    assertThat(page()).contains("Goes once more by itself", "08:15");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRepDecidesNothingHere() {
    var touch = inDoubt("Ada", "MARKETING");
    assertThat(browser.post().uri("/doubts/" + touch + "/again").with(csrf())).hasStatus(403);
    assertThat(browser.get().uri("/doubts")).hasStatus(403);
    assertThat(state(touch)).isEqualTo("UNKNOWN");
  }

  private long inDoubt(String name, String purpose) {
    var contact = given.person(name, null);
    var run = given.run("nurture-cadence");
    var now = clock.instant();
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, piece, state,
              reason, due_at, useful_until, planned_at, done_at, attempts)
            values (:run, 'Task_SendContent', 1, :contact, 'EMAIL', :purpose, 'p', 'UNKNOWN',
              'NO_CLEAR_ANSWER', :now, :until, :now, :now, 1)
            """)
        .param("run", run)
        .param("contact", contact)
        .param("purpose", purpose)
        .param("now", db(now))
        .param("until", db(now.plus(Duration.ofDays(2))))
        .update();
    return db.sql("select max(id) from touch").query(Long.class).single();
  }

  private String page() {
    return new String(
        browser.get().uri("/doubts").exchange().getResponse().getContentAsByteArray(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private String state(long touch) {
    return db.sql("select state from touch where id = ?").param(touch).query(String.class).single();
  }

  private String journal() {
    return db.sql("select code from journal_entry order by id desc fetch first 1 rows only")
        .query(String.class)
        .single();
  }
}
