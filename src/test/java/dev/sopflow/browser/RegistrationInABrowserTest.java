package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentDraft;
import dev.sopflow.content.Contents;
import dev.sopflow.content.Marks;
import dev.sopflow.content.Stage;
import dev.sopflow.content.Words;
import dev.sopflow.house.TestTime;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** From the start page to a visitor's registration on a phone, as people do it. */
@Tag("browser")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:register;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@ActiveProfiles("test")
@Import(TestTime.class)
@DirtiesContext
class RegistrationInABrowserTest extends BrowserSteps {

  @Autowired RepositoryService models;
  @Autowired Contents contents;
  @Autowired ApplicationContext house;

  @BeforeAll
  void anSopWithItsOwnRegistration() {
    models
        .createDeployment()
        .addClasspathResource("sop/open-evening.bpmn")
        .addClasspathResource("sop/open-evening.form")
        .addClasspathResource("sop/open-evening-join.form")
        .addClasspathResource("sop/open-evening-join-zh.form")
        .deploy();
    words("en", "{{ run.theme }}\nAn evening with our customers. Come and ask.");
    words("zh", "{{ run.theme }}\n与我们的客户共度一晚，欢迎提问。");
  }

  @Test
  void opsStartsARunCopiesItsLinkAndAVisitorRegistersOnThePhone() {
    var ops = loggedIn("ops", 1280);
    ops.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ops.navigate(url("/runs"));
    ops.getByRole(AriaRole.LINK, named("Open evening")).click();
    assertThat(ops.getByText("Nobody is in it now")).isVisible();
    shootBoth(ops, "start-page");
    fillInTheStart(ops);
    ops.getByRole(AriaRole.BUTTON, named("Start")).last().click();
    assertThat(ops.getByRole(AriaRole.HEADING).first()).containsText("Spring evening");

    var copy = ops.getByRole(AriaRole.BUTTON, named("Copy the link for moments"));
    copy.click();
    assertThat(copy).hasText("Copied");
    shootBoth(ops, "run-links");
    var link = ops.evaluate("() => navigator.clipboard.readText()").toString();
    assertThat(link).contains("/register/");

    register(link.replaceFirst("^https?://[^/]+", ""));
    ops.reload();
    assertThat(ops.getByText("1 person registered")).isVisible();
  }

  private void fillInTheStart(Page page) {
    page.locator("input[name=name]").fill("Spring evening");
    page.locator("input[name=theme]").fill("Answering in the peak season");
    page.locator("input[name=eveningStart]").fill("2026-03-20T18:30");
    page.getByLabel("Live", new Page.GetByLabelOptions().setExact(true)).check();
  }

  private void register(String path) {
    var page = open(PHONE, "en-GB", path);
    shoot(page, "register-phone");
    page.locator("#field-name").focus();
    page.keyboard().type("Ada Byron");
    page.keyboard().press("Tab");
    page.keyboard().type("ada@nowhere");
    page.getByLabel("Yes, write to me by e-mail").check();
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.getByText("We can't write to this e-mail address")).isVisible();
    shoot(page, "register-problem-phone");
    page.locator("#field-email").fill("ada@analytical.example");
    page.getByRole(AriaRole.BUTTON, named("Register")).click();
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("You are registered");
    shoot(page, "register-done-phone");
    fits(page, PHONE);

    var chinese = open(PHONE, "zh-CN", path);
    assertThat(chinese.getByRole(AriaRole.BUTTON, named("报名"))).isVisible();
    shoot(chinese, "register-zh-phone");
    shoot(open(1280, "en-GB", path), "register");
  }

  @Test
  void aReaderChoosesOnThePhoneByKeyboardAndOpsSeeWhoCame() {
    var steps = new ReaderSteps(house);
    var reader = steps.reader();
    var path = steps.choicesOf(reader);
    shoot(open(1280, "en-GB", path), "choices");
    var page = open(PHONE, "en-GB", path);
    shoot(page, "choices-phone");
    fits(page, PHONE);
    page.getByLabel("Stories of other customers").focus();
    page.keyboard().press("Space");
    page.getByRole(AriaRole.BUTTON, named("Save my choice")).focus();
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your choice is saved");
    assertThat(page.getByLabel("Stories of other customers")).not().isChecked();
    assertThat(page.getByLabel("Ideas and background")).isChecked();
    shoot(page, "choices-saved-phone");
    page.getByRole(AriaRole.BUTTON, named("Unsubscribe")).click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("You are unsubscribed");
    shoot(page, "choices-stopped-phone");
    shoot(open(PHONE, "zh-CN", path), "choices-zh-phone");

    var ops = loggedIn("ops", 1280);
    ops.navigate(url("/touches/" + steps.readMail(reader) + "/readers"));
    shootBoth(ops, "readers");
    ops.setViewportSize(PHONE, 850);
    fits(ops, PHONE);
    ops.setViewportSize(1280, 850);
    ops.navigate(url("/contacts/" + reader));
    assertThat(ops.getByText("Wants to hear no more of").first()).isVisible();
    fits(ops, 1280);
    shootBoth(ops, "contact-with-topics");
  }

  private void words(String language, String text) {
    contents.publish(
        new ContentDraft(
            "open-evening-words." + language,
            "open-evening-words",
            "Words of the page",
            new Marks(Stage.OCCASION, null, null, Channel.CHAT, language, 100, null, null),
            new Words(null, null, text),
            null),
        "ops");
  }

  private static void shootBoth(Page page, String name) {
    shoot(page, name);
    page.setViewportSize(PHONE, 850);
    shoot(page, name + "-phone");
    page.setViewportSize(1280, 850);
  }
}
