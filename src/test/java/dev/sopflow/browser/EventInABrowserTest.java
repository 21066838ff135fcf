package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.sopflow.house.TestTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** An online event in the demo, from the start form to the approved review. */
@Tag("browser")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:event;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@ActiveProfiles("demo")
@Import(TestTime.class)
@DirtiesContext
class EventInABrowserTest extends BrowserSteps {

  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  @Autowired Clock clock;

  private Page ops;
  private String run;
  private String shots;

  @ParameterizedTest
  @CsvSource({"webinar-en.csv, US, 360", "webinar-zh.csv, CN, 534", "webinar-ja.csv, JP, 265"})
  void anEventIsPlayedFromTheStartFormToTheApprovedReview(String list, String region, int people) {
    shots = list.replace(".csv", "-");
    ops = loggedIn("ops", 1280);
    var start =
        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.DAYS)
            .plusDays(10)
            .withHour(14);
    plan("Event of " + list, start);
    answerTheSmallThings();
    goOn("+1 week");
    publishByHand();
    passTheEvent(start);
    bringIn(list, region, people);
    visit("rep1", "Interested", false);
    visit("rep2", "Later", false);
    aNewColleagueTakesAVisit(list);
    screenOnTheBoard();
    goOn("+1 week");
    goOn("+1 week");
    approveTheReview(people);
  }

  private void plan(String name, LocalDateTime start) {
    ops.navigate(url("/runs"));
    ops.getByRole(AriaRole.LINK, named("Online event")).first().click();
    ops.getByLabel("Name", exactly()).fill(name);
    ops.getByLabel("Theme").fill("Fewer questions, better answers");
    ops.getByLabel("Starts on").fill(start.toString());
    ops.getByLabel("Ends on").fill(start.plusMinutes(90).toString());
    ops.getByLabel("Time zone of the event").selectOption("UTC");
    ops.getByLabel("Link to join or to register").fill("https://live.example/1");
    ops.getByLabel("Lecturer").fill("Ada Byron");
    ops.getByRole(AriaRole.BUTTON, named("Show the plan")).click();
    assertThat(ops.locator("#planned")).containsText("End of second round", later());
    shoot(ops, shots + "schedule");
    ops.getByRole(AriaRole.BUTTON, named("Start").setExact(true)).click();
    assertThat(ops.getByRole(AriaRole.HEADING).first()).containsText(name);
    run = ops.url().replaceAll("^http://[^/]+", "").replaceAll("[?#].*", "");
  }

  private void answerTheSmallThings() {
    var form = task("Answer the small things");
    form.choose("Two: long and detailed, and short").choose("Yes");
    form.choose("The slides may be sent out as PDF");
    form.enter("Link to the poster", "https://pictures.example/poster.png");
    shoot(ops, "tasklist-" + shots + "checklist");
    form.complete();
  }

  private void publishByHand() {
    var form = task("Post to Moments");
    form.tab("Words");
    var words = ops.frameLocator("iframe[title=Words]");
    assertThat(words.getByText("Fewer questions, better answers").first()).isVisible(SOON);
    words
        .getByRole(AriaRole.BUTTON)
        .filter(new Locator.FilterOptions().setHasText("Copy"))
        .first()
        .click();
    assertThat(words.getByText("Copied")).isVisible();
    shoot(ops, "tasklist-" + shots + "words");
    form.tab("Form");
    form.choose("It is published").enter("Where", "https://posts.example/1");
    form.complete();
  }

  private void passTheEvent(LocalDateTime start) {
    while (clock.instant().isBefore(start.plusHours(3).toInstant(ZoneOffset.UTC))) {
      goOn("+1 day");
    }
  }

  private void bringIn(String list, String region, int people) {
    ops.navigate(url(run + "/imports"));
    ops.getByLabel("List").setInputFiles(Path.of("src/test/resources/lists", list));
    ops.getByLabel("Country").fill(region);
    ops.getByRole(AriaRole.BUTTON, named("Bring in")).click();
    assertThat(ops.locator("section .badge.done")).isVisible(SOON);
    assertThat(ops.locator("dl.figures")).containsText("" + people);
    shoot(ops, shots + "list");
    task("Bring the list in").choose("It is in").complete();
  }

  /** The first visit on this rep's page. */
  private void visit(String rep, String outcome, boolean takesIt) {
    var page = loggedIn(rep, 1280);
    var visit = page.locator("main table a[href*='task=']").first();
    for (var look = 0; look < 30 && !visit.isVisible(); look++) {
      page.waitForTimeout(1000);
      page.navigate(url("/"));
    }
    visit.click();
    var tasklist = new Tasklist(page);
    assertThat(tasklist.customer().getByRole(AriaRole.HEADING).first()).isVisible(SOON);
    shoot(page, "tasklist-" + shots + rep + "-customer");
    tasklist.tab("Form");
    tasklist.form();
    if (takesIt) {
      tasklist.claim();
    }
    tasklist.choose(outcome).choose("Phone").enter("Note", "Talked about the event");
    shoot(page, "tasklist-" + shots + rep + "-visit");
    tasklist.complete();
  }

  private void aNewColleagueTakesAVisit(String list) {
    var name = "rep" + list.replaceAll("\\W", "");
    var admin = ops.context().browser().newContext().request();
    var login = "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes());
    var user =
        Map.of(
            "profile",
            Map.of("id", name, "firstName", "Noa", "lastName", "Newcomer"),
            "credentials",
            Map.of("password", name));
    var made =
        admin.post(
            url("/engine-rest/user/create"),
            RequestOptions.create().setHeader("Authorization", login).setData(user));
    assertThat(made.status()).isEqualTo(204);
    var joined =
        admin.put(
            url("/engine-rest/group/rep/members/" + name),
            RequestOptions.create().setHeader("Authorization", login));
    assertThat(joined.status()).isEqualTo(204);
    var page = loggedIn(name, 1280);
    assertThat(page.locator("main")).containsText("No visit is due");
    shoot(page, shots + "newcomer-today");
  }

  private void screenOnTheBoard() {
    var nextDays = 0;
    ops.navigate(url("/"));
    while (ops.getByRole(AriaRole.LINK, named("Complete portraits")).count() == 0
        && nextDays++ < 6) {
      goOn("+1 day");
      ops.navigate(url("/"));
    }
    task("Complete portraits on the list board").form().getByText("list board").click();
    assertThat(ops.locator("table.board")).isVisible(SOON);
    shoot(ops, shots + "board");
    task("Complete portraits on the list board")
        .tick("The portraits are as complete as they can be")
        .complete();
    task("Remove nonsense and non-targets").form().getByText("doubtful ones").click();
    assertThat(ops.locator("#board")).isVisible(SOON);
    markTheFirstDoubtful();
    shoot(ops, shots + "board-doubtful");
    task("Remove nonsense and non-targets").tick("Nobody doubtful is left").complete();
  }

  private void markTheFirstDoubtful() {
    if (ops.locator("tr[data-row]").count() > 0) {
      ops.locator("tr[data-row] input[type=checkbox]").first().check();
      ops.getByRole(AriaRole.BUTTON, named("Nonsense")).click();
      assertThat(ops.locator(".note.good")).containsText("changed");
    }
  }

  private void approveTheReview(int people) {
    var approval = task("Approve review");
    var page = loggedIn("ops", 1280);
    page.navigate(url(run + "/review"));
    assertThat(page.locator("main")).containsText("Registered");
    assertThat(page.locator("main")).containsText("" + people);
    shoot(page, shots + "review");
    approval.enter("What did we learn?", "Fewer reminders").choose("Approved");
    approval.complete();
    ops.navigate(url(run));
    assertThat(ops.locator(".head .badge").first()).containsText("ended", later());
    shoot(ops, shots + "run");
  }

  private void goOn(String button) {
    ops.navigate(url("/"));
    step(ops, button);
  }

  /** Opens and claims a task of the run that Today shows as waiting. */
  private Tasklist task(String name) {
    ops.navigate(url("/"));
    var link = ops.getByRole(AriaRole.LINK, named(name)).first();
    for (var look = 0; look < 30 && !link.isVisible(); look++) {
      ops.waitForTimeout(1000);
      ops.navigate(url("/"));
    }
    link.click();
    var tasklist = new Tasklist(ops);
    tasklist.tab("Form");
    tasklist.form();
    if (ops.getByText("Claim", new Page.GetByTextOptions().setExact(true)).first().isVisible()) {
      tasklist.claim();
    }
    return tasklist;
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static LocatorAssertions.ContainsTextOptions later() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
  }
}
