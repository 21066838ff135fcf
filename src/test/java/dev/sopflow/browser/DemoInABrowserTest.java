package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The demo as a stranger uses it, in order: each part goes on where the one before stopped. */
@Tag("browser")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:browser;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@ActiveProfiles("demo")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoInABrowserTest {

  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(300_000);

  @LocalServerPort int port;
  private Playwright playwright;
  private Browser browser;

  @BeforeAll
  void openTheBrowser() {
    playwright = Playwright.create();
    browser = Browsers.launch(playwright);
  }

  @AfterAll
  void closeTheBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @Test
  @Order(1)
  void aWrongPasswordIsSaidPlainly() {
    var page = open(1280, "/login");
    fillIn(page, "ops", "wrong");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("wrong password");
    shoot(page, "login-wrong");
  }

  @Test
  @Order(2)
  void aRepFindsTodaysVisitsWithNamesAndTheCustomerBesideTheTask() {
    var page = loggedIn("rep1", 1280);
    page.navigate(url("/camunda/app/tasklist/default/"));
    page.getByText("My visits").first().click();
    var card = page.locator(".sopflow-customer").first();
    assertThat(card).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
    shoot(page, "tasklist-rep");
    var name = card.locator("strong").textContent();
    card.click();
    page.getByText("Customer", new Page.GetByTextOptions().setExact(true)).first().click();
    var heading = page.frameLocator(".sopflow-frame").getByRole(AriaRole.HEADING).first();
    assertThat(heading).hasText(name);
    shoot(page, "tasklist-customer");
  }

  @Test
  @Order(3)
  void aRepOnAnOpsPageIsToldWhatToDo() {
    var page = loggedIn("rep1", 1280);
    page.navigate(url("/runs"));
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("This page is for ops leads");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Go to Today"))).isVisible();
    shoot(page, "forbidden");
  }

  @Test
  @Order(4)
  void pastDaySevenTheMassMessagesAreInTheOutbox() {
    var page = loggedIn("ops", 1280);
    stepAWeek(page);
    page.navigate(url("/outbox"));
    assertThat(page.locator("main")).containsText(Pattern.compile("@[a-z.-]+\\.example"));
    shoot(page, "outbox");
    page.navigate(url("/runs"));
    page.locator("main table a").first().click();
    page.waitForTimeout(2000);
    shoot(page, "run");
  }

  @Test
  @Order(5)
  void everyPageFitsAPhone() {
    var page = loggedIn("ops", 375);
    for (var path : new String[] {"/", "/contacts", "/runs", "/outbox", "/journal"}) {
      page.navigate(url(path));
      var width = (Number) page.evaluate("document.documentElement.scrollWidth");
      assertThat(width.intValue()).as(path).isLessThanOrEqualTo(375);
      shoot(page, "phone" + path.replace('/', '-'));
    }
  }

  @Test
  @Order(6)
  void oneLogsInByKeyboardAlone() {
    var page = open(1280, "/login");
    page.keyboard().type("ops");
    page.keyboard().press("Tab");
    page.keyboard().type("ops");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Today");
    page.keyboard().press("Tab");
    assertThat((String) page.evaluate("document.activeElement.className")).isEqualTo("skip");
  }

  private void stepAWeek(Page page) {
    var week = page.getByRole(AriaRole.BUTTON, named("+1 week"));
    week.click();
    assertThat(page.locator("#demo-clock")).containsText("Working its way");
    assertThat(page.locator("#demo-clock fieldset:not([disabled])")).isVisible(SOON);
  }

  private Page loggedIn(String user, int width) {
    var page = open(width, "/login");
    fillIn(page, user, user);
    assertThat(page.locator("header.top")).isVisible();
    return page;
  }

  private void fillIn(Page page, String user, String password) {
    page.getByLabel("User name").fill(user);
    page.getByLabel("Password").fill(password);
    page.getByRole(AriaRole.BUTTON, named("Log in")).click();
  }

  private Page open(int width, String path) {
    var size = new Browser.NewContextOptions().setViewportSize(width, 850);
    var page = browser.newContext(size).newPage();
    page.navigate(url(path));
    return page;
  }

  private String url(String path) {
    return "http://localhost:" + port + path;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(!name.startsWith("tasklist")));
  }
}
