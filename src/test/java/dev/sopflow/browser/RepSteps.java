package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

/** A rep's day: finds a visit of one run on Today, looks at the customer, and reports. */
record RepSteps(Page page, String home, String run) {

  private static final int PATIENCE = 180;

  /** Waits until a visit of the run stands there, because the run's next step may still work. */
  RepSteps today(String with) {
    for (var look = 0; look < PATIENCE; look++) {
      if (sees(with)) {
        break;
      }
      page.waitForTimeout(1000);
    }
    assertThat(visits(with).first()).isVisible();
    return this;
  }

  /** Whether such a visit of the run can be made now. */
  boolean sees(String with) {
    page.navigate(home);
    return ofTheRun() && visits(with).count() > 0;
  }

  private boolean ofTheRun() {
    var runs = page.locator("select[name=run]");
    if (runs.count() == 0) {
      return page.locator("main table").getByText(run).count() > 0;
    }
    if (runs.getByText(run).count() == 0) {
      return false;
    }
    runs.selectOption(run);
    page.getByRole(AriaRole.SEARCH).getByRole(AriaRole.BUTTON).click();
    page.waitForURL(address -> address.contains("run="));
    return true;
  }

  private Locator visits(String with) {
    return page.locator("main table tbody tr:has(a[href*='task='])").filter(having(with));
  }

  /** Opens the first of them in Tasklist, at its customer. */
  Tasklist open(String with) {
    var row = visits(with).first();
    assertThat(row).containsText(run);
    var name = row.locator("a").first().textContent();
    row.locator("a[href*='task=']").click();
    var tasklist = new Tasklist(page).loadedAgainIfBlank();
    assertThat(tasklist.customer().getByRole(AriaRole.HEADING).first()).hasText(name, patiently());
    return tasklist;
  }

  static Tasklist form(Tasklist tasklist) {
    tasklist.tab("Form");
    tasklist.form();
    return tasklist;
  }

  private static LocatorAssertions.HasTextOptions patiently() {
    return new LocatorAssertions.HasTextOptions().setTimeout(60_000);
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
