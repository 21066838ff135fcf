package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;

/** What ops does for an online event, from the start form to the approved review. */
abstract class EventSteps extends BrowserSteps {

  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);

  @Autowired Clock clock;

  Page ops;
  String name;
  String run;
  String shots;
  LocalDateTime start;

  /** On our own page, with the plan shown before. */
  void plan() {
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
    isUnderWay();
  }

  /** In Tasklist, which refuses nothing that our own page takes. */
  void planInTasklist() {
    ops.navigate(url("/camunda/app/tasklist/default/"));
    var form = new Tasklist(ops).startForm("Online event");
    form.enter("Name", name).enter("Theme", "Fewer questions, better answers");
    form.enter("Starts on", start).enter("Ends on", start.plusMinutes(90));
    form.select("Time zone of the event", "UTC");
    form.enter("Link to join or to register", "https://live.example/1");
    form.enter("Lecturer", "Ada Byron");
    shoot(ops, "tasklist-" + shots + "start");
    form.start();
    ops.navigate(url("/runs"));
    ops.getByRole(AriaRole.LINK, named(name)).click();
    isUnderWay();
  }

  private void isUnderWay() {
    assertThat(ops.getByRole(AriaRole.HEADING).first()).containsText(name);
    run = ops.url().replaceAll("^http://[^/]+", "").replaceAll("[?#].*", "");
  }

  /** On the run's page; all that has not passed moves along, and what has passed stays. */
  void moveByADay() {
    ops.navigate(url(run));
    assertThat(date("Announcement")).containsText("passed");
    var announced = date("Announcement").locator("time").textContent();
    start = start.plusDays(1);
    var begin = date("Event begins");
    begin.locator("summary").click();
    begin.locator("input[name=at]").fill(start.toString());
    shoot(ops, shots + "move");
    ops.onceDialog(Dialog::accept);
    begin.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Move")).click();
    assertThat(date("Event begins")).containsText(DAY.format(start), later());
    assertThat(date("Reminder of the day before")).containsText(DAY.format(start.minusDays(1)));
    assertThat(date("Announcement").locator("time")).hasText(announced);
    shoot(ops, shots + "moved");
  }

  private Locator date(String label) {
    return ops.locator("tr")
        .filter(
            new Locator.FilterOptions()
                .setHas(ops.getByText(label, new Page.GetByTextOptions().setExact(true))));
  }

  void answerTheSmallThings() {
    var form = task("Answer the small things");
    form.choose("Two: long and detailed, and short").choose("Yes");
    form.choose("The slides may be sent out as PDF");
    form.enter("Link to the poster", "https://pictures.example/poster.png");
    shoot(ops, "tasklist-" + shots + "checklist");
    form.complete();
  }

  void publishByHand() {
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

  void passTheEvent() {
    while (clock.instant().isBefore(start.plusHours(3).toInstant(ZoneOffset.UTC))) {
      goOn("+1 day");
    }
  }

  void bringIn(String list, String region, int people) {
    ops.navigate(url(run + "/imports"));
    ops.getByLabel("List").setInputFiles(Path.of("src/test/resources/lists", list));
    ops.getByLabel("Country").fill(region);
    ops.getByRole(AriaRole.BUTTON, named("Bring in")).click();
    assertThat(ops.locator("section .badge.done")).isVisible(SOON);
    assertThat(ops.locator("dl.figures")).containsText("" + people);
    shoot(ops, shots + "list");
    task("Bring the list in").choose("It is in").complete();
  }

  void screenOnTheBoard() {
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

  void markTheFirstDoubtful() {
    if (ops.locator("tr[data-row]").count() > 0) {
      ops.locator("tr[data-row] input[type=checkbox]").first().check();
      ops.getByRole(AriaRole.BUTTON, named("Nonsense")).click();
      assertThat(ops.locator(".note.good")).containsText("changed");
    }
  }

  void approveTheReview(int people, String... noted) {
    var approval = task("Approve review");
    var page = loggedIn("ops", 1280);
    page.navigate(url(run + "/review"));
    assertThat(page.locator("main")).containsText("" + people);
    for (var words : noted) {
      assertThat(page.locator("[aria-labelledby=feedback]")).containsText(words);
    }
    shoot(page, shots + "review");
    approval.enter("What did we learn?", "Fewer reminders").choose("Approved");
    approval.complete();
    page.reload();
    assertThat(page.locator("[aria-labelledby=lessons]")).containsText("Fewer reminders", later());
    ops.navigate(url(run));
    assertThat(ops.locator(".head .badge").first()).containsText("ended", later());
    shoot(ops, shots + "run");
  }

  /** A figure of the review: of this line, in this column. */
  int figure(String section, String line, String column) {
    var page = loggedIn("ops", 1280);
    page.navigate(url(run + "/review"));
    var row =
        page.locator("[aria-labelledby=" + section + "] tr")
            .filter(
                new Locator.FilterOptions()
                    .setHas(page.getByRole(AriaRole.ROWHEADER, exactly(line))));
    var said = row.first().locator("td[data-label='" + column + "']").textContent();
    page.context().close();
    return Integer.parseInt(said.strip().split("\\D")[0]);
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  void goOn(String button) {
    ops.navigate(url("/"));
    step(ops, button);
  }

  /** Opens and claims a task of the run that Today shows as waiting. */
  Tasklist task(String name) {
    ops.navigate(url("/"));
    var link = ops.getByRole(AriaRole.LINK, named(name)).first();
    for (var look = 0; look < 180 && !link.isVisible(); look++) {
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
