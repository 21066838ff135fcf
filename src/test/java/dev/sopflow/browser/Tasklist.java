package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Camunda Tasklist, as somebody works in it. */
record Tasklist(Page page) {

  private static final LocatorAssertions.IsVisibleOptions LOADED =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM/dd/yyyy");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("hh:mm a", Locale.ENGLISH);

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

  /** Camunda's page stays blank where one of its many files did not come; people load it again. */
  Tasklist loadedAgainIfBlank() {
    var tabs = page.locator(".nav-tabs").first();
    try {
      tabs.waitFor(new Locator.WaitForOptions().setTimeout(30_000));
    } catch (TimeoutError blank) {
      System.out.println("Tasklist stayed blank: " + page.url());
      page.reload();
      assertThat(tabs).isVisible(LOADED);
    }
    return this;
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

  /** Gives the task back to all who may take it. */
  void unclaim() {
    page.locator("button.unclaim").click();
    assertThat(page.locator("button.unclaim")).isHidden();
  }

  void claim() {
    page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).first().click();
  }

  /** Opens the form that starts a process; it is above all else until it is sent. */
  Tasklist startForm(String process) {
    page.locator(".start-process-action a").click();
    page.locator(".modal").getByText(process).click();
    form();
    return this;
  }

  /** A moment: the field's label is that of its day, and the time stands beside it. */
  Tasklist enter(String field, LocalDateTime at) {
    var moment = page.locator(".fjs-form-field-datetime").filter(having(field));
    type(moment.getByLabel(field), DAY.format(at));
    type(moment.getByLabel("Time"), TIME.format(at));
    return this;
  }

  private void type(Locator field, String text) {
    field.click();
    field.fill(text);
    field.press("Enter");
  }

  Tasklist select(String field, String answer) {
    var list = page.locator(".fjs-form-field-select").filter(having(field));
    list.locator(".fjs-input-group").click();
    list.locator(".fjs-dropdownlist-item")
        .getByText(answer, new Locator.GetByTextOptions().setExact(true))
        .click();
    return this;
  }

  void start() {
    var start = new Locator.GetByRoleOptions().setName("Start").setExact(true);
    page.locator(".modal").getByRole(AriaRole.BUTTON, start).click();
    assertThat(page.locator(".fjs-form")).isHidden();
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** Completes the task, and waits until it is gone. */
  void complete() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete")).click();
    assertThat(page.locator(".fjs-form")).isHidden();
  }
}
