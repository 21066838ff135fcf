package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

/** The user pages, as an administrator works in them. */
record UserPages(Page page) {

  private static final LocatorAssertions.IsVisibleOptions LOADED =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  /** From any page of the console. */
  UserPages open() {
    page.locator("details.who summary").click();
    page.getByRole(AriaRole.LINK, named("Users")).click();
    return this;
  }

  UserPages create(String user, String firstName, String lastName, String password) {
    page.getByText("Create new user").first().click();
    assertThat(page.locator("#inputUserId")).isVisible(LOADED);
    page.locator("#inputUserId").fill(user);
    page.locator("#inputPassword").fill(password);
    page.locator("#inputPasswordRepeat").fill(password);
    page.locator("#inputFirstname").fill(firstName);
    page.locator("#inputLastname").fill(lastName);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create new user")).click();
    return this;
  }

  void join(String user, String group) {
    page.getByRole(AriaRole.LINK, named(user)).first().click();
    assertThat(page.locator("#firstname, [name=firstname], form").first()).isVisible(LOADED);
    page.locator("aside, .ctn-sidebar").getByText("Groups").first().click();
    page.getByText("Add to a group").first().click();
    var choice = page.locator(".modal tr").filter(new Locator.FilterOptions().setHasText(group));
    choice.getByRole(AriaRole.CHECKBOX).check();
    page.getByRole(AriaRole.BUTTON, named("Add Groups")).click();
    assertThat(page.locator(".modal")).containsText("successfully added");
    page.getByRole(AriaRole.BUTTON, named("OK")).click();
    assertThat(page.locator(".modal")).isHidden();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
