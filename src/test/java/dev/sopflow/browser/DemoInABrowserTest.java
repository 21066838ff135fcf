package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sopflow.contact.Channel;
import dev.sopflow.house.TestTime;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import dev.sopflow.touch.Signal.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The demo as a stranger uses it, in order: each part goes on where the one before stopped. */
@Tag("browser")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:browser;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@ActiveProfiles("demo")
@Import(TestTime.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoInABrowserTest extends BrowserSteps {

  @Autowired Feedback feedback;
  @Autowired TaskService tasks;
  @Autowired JdbcClient db;

  /**
   * What the demo's table of send windows leaves open: bosses' evenings, others' midday and end.
   */
  private static final Pattern READERS_HOURS =
      Pattern.compile(", (19|20):\\d\\d|, 11:\\d\\d|, 1(6:[3-5]\\d|7:[0-2]\\d)");

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
  void aRepReportsAVisitWithTheCustomerBesideTheTask() {
    var page = loggedIn("rep1", 1280);
    page.getByRole(AriaRole.LINK, named("Work list")).click();
    var tasklist = new Tasklist(page);
    var name = tasklist.firstCustomer().locator("strong").textContent();
    assertThat(name).containsPattern("\\p{L}");
    shoot(page, "tasklist-rep");

    tasklist.firstCustomer().click();
    assertThat(tasklist.customer().getByRole(AriaRole.HEADING).first()).hasText(name);
    shoot(page, "tasklist-customer");
    var record = tasklist.customer().getByText("Open the whole record").getAttribute("href");

    tasklist
        .tab("Form")
        .choose("Interested")
        .choose("Phone")
        .enter("Note", "Wants the price list")
        .enter("Corrected company", "Northwind Works");
    shoot(page, "tasklist-form");
    tasklist.complete();
    assertThat(tasklist.firstCustomer().locator("strong")).not().hasText(name);

    page.navigate(url(record));
    var visit = page.locator(".timeline li").filter(containing("Visit: interested"));
    assertThat(visit).containsText("Wants the price list");
    assertThat(visit).containsText("Mia Novak");
    assertThat(page.locator(".head")).containsText("Northwind Works");
    shoot(page, "contact");

    var ops = theRun(loggedIn("ops", 1280));
    var row = ops.getByRole(AriaRole.ROW).filter(containing(name));
    assertThat(row).containsText("Visit: interested");
    assertThat(row).containsText("Wants the price list");
    assertThat(row).containsText("Mia Novak");
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
  void pastDaySevenTheMassMessagesAreInTheOutboxAtTheReadersHours() {
    var page = loggedIn("ops", 1280);
    step(page, "+1 week");
    step(page, "+1 day");
    page.navigate(url("/outbox"));
    assertThat(page.locator("main")).containsText(Pattern.compile("@[a-z.-]+\\.example"));
    assertThat(page.locator("tbody time").allTextContents())
        .hasSizeGreaterThan(30)
        .allSatisfy(at -> assertThat(at).containsPattern(READERS_HOURS));
    assertThat(Set.copyOf(page.locator("tbody td:first-child small").allTextContents()))
        .contains("Asia/Tokyo", "Europe/London", "America/New_York");
    shoot(page, "outbox");
  }

  @Test
  @Order(5)
  void opsDecidesAtAGateAndTheRunGoesOn() {
    var page = loggedIn("ops", 1280);
    step(page, "+1 week");
    page.navigate(url("/"));
    page.getByRole(AriaRole.LINK, named("Decide how to go on")).click();
    var tasklist = new Tasklist(page);
    assertThat(tasklist.form()).containsText("after \"trial week\"");
    assertThat(tasklist.form()).containsText("contacts were reached");
    shoot(page, "tasklist-gate-unclaimed");
    theGateFitsAPhone(page.url());
    tasklist.claim();
    tasklist.choose("Go on to the next stage");
    shoot(page, "tasklist-gate");
    tasklist.complete();

    theRun(page);
    var decision = page.getByRole(AriaRole.ROW).filter(containing("trial week"));
    assertThat(decision).containsText("go on");
    assertThat(decision).containsText("Olivia Prescott");
    assertThat(page.getByText("Waits for a decision")).isHidden();
    assertThat(page.locator("[data-element-id=CallActivity_FirstMonth]"))
        .hasClass(Pattern.compile("standing"));
    shoot(page, "run");
    page.navigate(url("/journal"));
    var entry = page.locator(".timeline li").filter(containing("trial week"));
    assertThat(entry).containsText("decided: go on");
    assertThat(entry).containsText("Olivia Prescott");
  }

  @Test
  @Order(6)
  void whatACustomerWroteStandsBesideTheTaskOfTheRepWhoAnswers() {
    var mail =
        db.sql("select max(id) from touch where channel = 'EMAIL' and state = 'SENT'")
            .query(Long.class)
            .single();
    wrote(mail, "letter", "Could you call me on Thursday?\nBest, <b>me</b>");
    var task = theLetterToAnswer();
    var page = loggedIn(task.getAssignee(), 1280);
    page.navigate(url("/camunda/app/tasklist/default/#/?task=" + task.getId()));
    var tasklist = new Tasklist(page);
    assertThat(tasklist.customer().locator("main")).containsText("What they wrote");
    assertThat(tasklist.customer().locator("main")).containsText("Could you call me on Thursday?");
    assertThat(tasklist.customer().locator("main")).containsText("Best, <b>me</b>");
    shoot(page, "tasklist-reply");
    theAnswerFitsAPhone(task.getAssignee(), page.url());
    tasklist.tab("Form").choose("Interested");
    assertThat(tasklist.form().getByText("Talked by")).isVisible();
    tasklist.enter("Your answer in writing", "Gladly. I call you on Thursday at ten.");
    assertThat(tasklist.form().getByText("Talked by")).isHidden();
    shoot(page, "tasklist-answer");
    tasklist.complete();
    theRun(loggedIn("ops", 1280));
    page.navigate(
        url(
            "/contacts/"
                + db.sql("select contact_id from touch where id = ?")
                    .param(mail)
                    .query(Long.class)
                    .single()));
    var letter = page.locator(".timeline li").filter(containing("answered"));
    assertThat(letter.first()).containsText("Could you call me on Thursday?");
    assertThat(page.locator(".timeline")).containsText("I call you on Thursday at ten.");
    shoot(page, "contact-reply");
    theThreadStandsBesideTheNextLetter(mail, task.getAssignee());
  }

  private void theThreadStandsBesideTheNextLetter(long mail, String rep) {
    // the demo's clock stands still, so the answer has to be a moment older
    db.sql("update visit set closed_at = closed_at - interval '1' minute where step = ?")
        .param("ContactReplied")
        .update();
    wrote(mail, "next", "Ten is fine.");
    var next = theLetterToAnswer();
    for (var width : List.of(1280, PHONE)) {
      var page = loggedIn(rep, width);
      page.navigate(url("/camunda/app/tasklist/default/#/?task=" + next.getId()));
      var letters = new Tasklist(page).customer().locator(".letters");
      assertThat(letters).containsText("Ten is fine.");
      assertThat(letters).containsText("Gladly. I call you on Thursday at ten.");
      assertThat(letters).containsText("Answer by");
      assertThat(letters).containsText("Sent");
      letters.scrollIntoViewIfNeeded();
      shoot(page, "tasklist-thread-" + width);
      fits(page, width);
      page.close();
    }
    tasks.complete(next.getId(), Map.of("outcome", "LATER", "channel", "CALL"));
    opsReadsWhatCameBack();
  }

  /** Its visit starts beside hearing the next letter. */
  private Task theLetterToAnswer() {
    return Awaitility.await()
        .until(() -> tasks.createTaskQuery().taskPriority(90).singleResult(), Objects::nonNull);
  }

  private void opsReadsWhatCameBack() {
    feedback.take(
        new Signal(
            Kind.REPLIED,
            Channel.EMAIL,
            null,
            "somebody@else.example",
            null,
            "test",
            "else",
            null,
            "Your mail to my colleague",
            "She left us; write to me instead. ".repeat(12)));
    var page = loggedIn("ops", 1280);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Inbox")).click();
    assertThat(page.locator("table.cards")).containsText("Ten is fine.");
    assertThat(page.locator("table.cards")).containsText("Nobody we know");
    shoot(page, "inbox");
    page.close();
  }

  private void wrote(long mail, String id, String words) {
    feedback.take(
        new Signal(
            Kind.REPLIED,
            Channel.EMAIL,
            mail,
            null,
            null,
            "test",
            id,
            null,
            "Re: your mail",
            words));
  }

  private void theAnswerFitsAPhone(String rep, String task) {
    var phone = loggedIn(rep, PHONE);
    phone.navigate(task);
    var tasklist = new Tasklist(phone);
    tasklist.tab("Form").form();
    shoot(phone, "tasklist-answer-phone");
    fits(phone, PHONE);
    phone.close();
  }

  private void theGateFitsAPhone(String task) {
    var phone = loggedIn("ops", PHONE);
    phone.navigate(task);
    new Tasklist(phone).tab("Form").form();
    shoot(phone, "tasklist-gate-phone");
    fits(phone, PHONE);
    assertThat(phone.locator("section.tasks-list")).isHidden();
    phone.getByText("All tasks").click();
    assertThat(phone.locator("section.tasks-list")).containsText("Decide how to go on");
    assertThat(phone.locator(".fjs-form")).isHidden();
  }

  @Test
  @Order(7)
  void anSmsAsksForNoSubject() {
    var page = loggedIn("ops", 1280);
    page.navigate(url("/contents/-/new"));
    assertThat(page.getByLabel("Subject")).isVisible();
    page.getByLabel("Channel").selectOption("SMS");
    assertThat(page.getByLabel("Subject")).isHidden();
    assertThat(page.locator("#length")).isVisible();
  }

  @Test
  @Order(8)
  void everyPageFitsAPhone() {
    var page = loggedIn("ops", PHONE);
    for (var path :
        new String[] {"/", "/contacts", "/runs", "/effect", "/outbox", "/inbox", "/journal"}) {
      page.navigate(url(path));
      fits(page, PHONE);
      shoot(page, "phone" + path.replace('/', '-'));
    }
  }

  @Test
  @Order(9)
  void oneLogsInByKeyboardAlone() {
    var page = open(1280, "/login");
    assertThat(page.getByLabel("User name")).isFocused();
    page.keyboard().type("ops");
    page.keyboard().press("Tab");
    page.keyboard().type("ops");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Today");
    page.keyboard().press("Tab");
    assertThat((String) page.evaluate("document.activeElement.className")).isEqualTo("skip");
  }

  /** The page of the one run that the demo begins with, with all that it loads later. */
  private Page theRun(Page page) {
    page.navigate(url("/runs"));
    page.locator("main table a").first().click();
    assertThat(page.locator(".picture .djs-container").first()).isVisible();
    assertThat(page.getByText("Latest messages and conversations")).isVisible();
    return page;
  }
}
