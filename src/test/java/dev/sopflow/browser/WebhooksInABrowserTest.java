package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.sopflow.contact.Consents;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An ops lead finds out why the CRM heard nothing, and sends it again. */
@Tag("browser")
@SopflowTest
class WebhooksInABrowserTest extends BrowserSteps {

  @Autowired RunFixtures given;
  @Autowired Consents consents;
  @Autowired JdbcClient db;

  @BeforeEach
  void twoRefusalsThatTheCrmWasNotToldOf() {
    consents.refuse(given.person("Ada Byron", "rep1"), null, "phone", "rep1");
    consents.refuse(given.person("Maximiliane Freifrau von Hohenstein", "rep1"), null, "x", "rep1");
    db.sql(
            """
            update webhook_delivery set state = 'FAILED', reason = 'REJECTED', status = 404,
              attempts = 5, done_at = happened_at
            """)
        .update();
  }

  @Test
  void whatFailedIsSentAgainByKeyboardAndFitsAPhone() {
    var page = loggedIn("ops", 1280);
    page.locator("details.who summary").click();
    page.getByRole(AriaRole.LINK, named("Webhooks")).click();
    shoot(page, "webhooks");
    var again =
        page.getByRole(AriaRole.BUTTON, named("Send again to crm: A customer refused, Ada Byron"));
    again.focus();
    page.keyboard().press("Enter");
    assertThat(again).hasCount(0);
    assertThat(waiting()).isEqualTo(1);
    var phone = loggedIn("ops", PHONE);
    phone.navigate(url("/webhooks"));
    assertThat(phone.getByText("Maximiliane Freifrau von Hohenstein")).isVisible();
    fits(phone, PHONE);
    shoot(phone, "webhooks-phone");
    phone.getByRole(AriaRole.BUTTON, named("Send all again: crm")).click();
    assertThat(phone.getByRole(AriaRole.HEADING, named("Not delivered"))).hasCount(0);
    assertThat(waiting()).isEqualTo(2);
    shoot(phone, "webhooks-phone-waiting");
  }

  private long waiting() {
    return db.sql("select count(*) from webhook_delivery where state = 'WAITING'")
        .query(Long.class)
        .single();
  }
}
