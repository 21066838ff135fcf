package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What colleagues do in a browser: log in, move the demo's clock, look. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserSteps {

  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(300_000);

  /** The width of a phone, in CSS pixels. */
  static final int PHONE = 375;

  @LocalServerPort int port;
  private final List<String> breaches = new ArrayList<>();
  private Playwright playwright;
  private Browser browser;

  @BeforeAll
  void openTheBrowser() {
    playwright = Playwright.create();
    browser = Browsers.launch(playwright);
  }

  @AfterEach
  void noPageBrokeItsOwnPolicy() {
    assertThat(breaches).isEmpty();
  }

  @AfterAll
  void closeTheBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  /** Moves the demo's clock; where nothing is due, it has arrived before the page can say so. */
  void step(Page page, String button) {
    var clock = page.locator("#demo-clock");
    clock.evaluate("bar => bar.dataset.asked = 'true'");
    page.waitForResponse(
        answer -> answer.request().method().equals("POST"),
        () -> page.getByRole(AriaRole.BUTTON, named(button)).click());
    assertThat(page.locator("#demo-clock:not([data-asked]) fieldset:not([disabled])"))
        .isVisible(SOON);
  }

  static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  Page loggedIn(String user, int width) {
    var page = open(width, "/login");
    fillIn(page, user, user);
    assertThat(page.locator("header.top")).isVisible();
    return page;
  }

  void fillIn(Page page, String user, String password) {
    page.getByLabel("User name").fill(user);
    page.getByLabel("Password").fill(password);
    page.getByRole(AriaRole.BUTTON, named("Log in")).click();
  }

  Page open(int width, String path) {
    return open(width, "en-US", path);
  }

  Page open(int width, String locale, String path) {
    var size = new Browser.NewContextOptions().setViewportSize(width, 850).setLocale(locale);
    var page = browser.newContext(size).newPage();
    page.onConsoleMessage(said -> noteBreach(said.text()));
    page.onPageError(error -> System.out.println("In the browser: " + error));
    page.onRequestFailed(
        lost -> System.out.println("In the browser: " + lost.failure() + " " + lost.url()));
    page.navigate(url(path));
    return page;
  }

  private void noteBreach(String said) {
    if (said.contains("Content Security Policy")) {
      breaches.add(said);
    }
  }

  String url(String path) {
    return "http://localhost:" + port + path;
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /** Nothing of the page lies beside the screen. */
  static void fits(Page page, int width) {
    var needed = (Number) page.evaluate("document.documentElement.scrollWidth");
    assertThat(needed.intValue()).as(page.url()).isLessThanOrEqualTo(width);
  }

  static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(!name.startsWith("tasklist")));
  }
}
