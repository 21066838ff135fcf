package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

/** Camunda Tasklist, as somebody works in it. */
record Tasklist(Page page) {

  private static final LocatorAssertions.IsVisibleOptions LOADED =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  Tasklist filter(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first().click();
    return this;
  }

  /** Who the first task is about, as its card says. */
  Locator firstCustomer() {
    var card = page.locator(".sopflow-customer").first();
    assertThat(card).isVisible(LOADED);
    return card;
  }

  FrameLocator customer() {
    return page.frameLocator(".sopflow-frame");
  }

  Tasklist tab(String name) {
    page.locator(".nav-tabs")
        .getByText(name, new Locator.GetByTextOptions().setExact(true))
        .click();
    return this;
  }

  Locator form() {
    var form = page.locator(".fjs-form");
    assertThat(form).isVisible(LOADED);
    return form;
  }

  Tasklist choose(String answer) {
    form().getByLabel(answer, new Locator.GetByLabelOptions().setExact(true)).check();
    return this;
  }

  /** Ticks a box; one that must be ticked has a star behind its words. */
  Tasklist tick(String words) {
    form().getByLabel(words).check();
    return this;
  }

  Tasklist enter(String field, String text) {
    form().getByLabel(field).fill(text);
    return this;
  }

  void claim() {
    page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).first().click();
  }

  /** Completes the task, and waits until it is gone. */
  void complete() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete")).click();
    assertThat(page.locator(".fjs-form")).isHidden();
  }
}
