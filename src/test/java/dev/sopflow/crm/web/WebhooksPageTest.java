package dev.sopflow.crm.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.contact.Consents;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class WebhooksPageTest {

  @Autowired WebApplicationContext house;
  @Autowired RunFixtures given;
  @Autowired Consents consents;
  @Autowired JdbcClient db;

  MockMvcTester browser;

  @BeforeEach
  void aRefusalThatTheCrmWasNotToldOf() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    consents.refuse(given.person("Ada <b>Byron</b>", "rep1"), null, "phone", "rep1");
    db.sql(
            """
            update webhook_delivery set state = 'FAILED', reason = 'REJECTED', status = 404,
              attempts = 5, done_at = happened_at
            """)
        .update();
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void opsSeesWhatCouldNotBeToldAndSendsItAgain() {
    assertThat(page())
        .contains("crm", "reports", "http://localhost:9", "Nothing arrived yet", "none yet")
        .contains("A customer refused", "Ada &lt;b&gt;Byron", "refused it, with status 404")
        .contains("Tried 5 times, until Mon 2 Mar 2026, 08:00 UTC", "Send again")
        .doesNotContain("a-secret-of-the-tests", "/crm\"", "CONTACT_", "REJECTED");
    post("/webhooks/events/" + id() + "/again");
    assertThat(state()).isEqualTo("WAITING");
    assertThat(page()).doesNotContain("Not delivered");
    assertThat(browser.post().uri("/webhooks/events/" + id() + "/again").with(csrf()))
        .hasStatus(404);
  }

  @Test
  @WithMockUser(username = "admin", roles = "admin")
  void allOfASystemAreSentAgainAtOnceAndTheJournalSaysSo() {
    post("/webhooks/endpoints/crm/again");
    assertThat(state()).isEqualTo("WAITING");
    assertThat(browser.get().uri("/journal"))
        .bodyText()
        .contains("Sent failed events to crm again: 1");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void whatIsLeftOverForARemovedSystemIsSeen() {
    db.sql("update webhook_delivery set endpoint = 'formerly'").update();
    assertThat(page()).contains("formerly", "not in the configuration any more");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void itIsNotForReps() {
    assertThat(browser.get().uri("/webhooks")).hasStatus(403);
    assertThat(browser.post().uri("/webhooks/endpoints/crm/again").with(csrf())).hasStatus(403);
    assertThat(state()).isEqualTo("FAILED");
  }

  private String page() {
    var page = browser.get().uri("/webhooks").exchange();
    assertThat(page).hasStatusOk();
    return new String(
        page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private void post(String path) {
    assertThat(browser.post().uri(path).with(csrf())).hasStatus3xxRedirection();
  }

  private long id() {
    return db.sql("select id from webhook_delivery").query(Long.class).single();
  }

  private String state() {
    return db.sql("select state from webhook_delivery").query(String.class).single();
  }
}
