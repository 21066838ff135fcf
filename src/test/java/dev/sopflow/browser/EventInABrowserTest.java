package dev.sopflow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.sopflow.house.TestTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * An online event in the demo, from the start form to the approved review, by an ops lead, two reps
 * (one with a phone) and a colleague who joins meanwhile.
 */
@Tag("browser")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:event;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@ActiveProfiles("demo")
@Import(TestTime.class)
@DirtiesContext
class EventInABrowserTest extends EventSteps {

  private static final String VISIT = "Visit contact";
  private static final String CONNECT = "Ask to connect";

  private RepSteps rep1;
  private RepSteps rep2;

  @ParameterizedTest
  @CsvSource({
    "webinar-en.csv, US, 360, Enid",
    "webinar-zh.csv, CN, 534, Zora",
    "webinar-ja.csv, JP, 265, Jan"
  })
  void anEventIsPlayedFromTheStartFormToTheApprovedReview(
      String list, String region, int people, String newcomer) {
    theTeamLogsIn(list);
    if (region.equals("CN")) {
      planInTasklist();
    } else {
      plan();
    }
    answerTheSmallThings();
    goOn("+1 week");
    publishByHand();
    if (region.equals("US")) {
      moveByADay();
    }
    passTheEvent();
    bringIn(list, region, people);
    theRepsVisit();
    aNewColleagueTakesOver(newcomer);
    screenOnTheBoard();
    goOn("+1 day");
    rep2Connects();
    goOn("+1 week");
    goOn("+1 week");
    theReviewCounts(newcomer);
    approveTheReview(people, "Wants a trial", "Not before summer", "Came back to us");
  }

  private void theTeamLogsIn(String list) {
    name = "Event of " + list;
    shots = list.replace(".csv", "-");
    start =
        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.DAYS)
            .plusDays(10)
            .withHour(14);
    ops = loggedIn("ops", 1280);
    rep1 = new RepSteps(loggedIn("rep1", 1280), url("/"), name);
    rep2 = new RepSteps(loggedIn("rep2", PHONE), url("/"), name);
  }

  private void theRepsVisit() {
    var talk = rep1.today(VISIT).open(VISIT);
    shoot(rep1.page(), "tasklist-" + shots + "customer");
    report(talk, "Interested", "Phone", "Wants a trial");
    talk = rep2.today(VISIT).open(VISIT);
    shoot(rep2.page(), "tasklist-" + shots + "customer-phone");
    RepSteps.form(talk).tick("The price");
    shoot(rep2.page(), "tasklist-" + shots + "visit-phone");
    fits(rep2.page(), PHONE);
    report(talk, "Later", "Chat", "Not before summer");
    var tried = RepSteps.form(rep2.today(VISIT).open(VISIT));
    tried.choose("No answer").enter("Note", "In a meeting until Monday");
    tried.complete();
  }

  /** Whom a colleague has tried in vain, and now leaves to everybody. */
  private void aNewColleagueTakesOver(String newcomer) {
    var user = newcomer.toLowerCase();
    var admin = loggedIn("admin", 1280);
    var users = new UserPages(admin).open().create(user, newcomer, "Newcomer", user + "-first-day");
    users.join(user, "Reps");
    shoot(admin, shots + "users");
    for (var day = 0; day < 4 && !rep2.sees("tried once"); day++) {
      goOn("+1 day");
    }
    rep2.today("tried once").open("tried once").unclaim();

    var page = open(1280, "/login");
    fillIn(page, user, user + "-first-day");
    var colleague = new RepSteps(page, url("/"), name);
    var visit = colleague.today("open to all reps").open("open to all reps");
    PlaywrightAssertions.assertThat(visit.customer().locator("main"))
        .containsText("In a meeting until Monday");
    shoot(page, "tasklist-" + shots + "newcomer");
    RepSteps.form(visit).claim();
    report(visit, "Interested", "Chat", "Came back to us");
  }

  private void rep2Connects() {
    var asked = RepSteps.form(rep2.today(CONNECT).open(CONNECT));
    asked.choose("Added: they accepted");
    shoot(rep2.page(), "tasklist-" + shots + "connect-phone");
    fits(rep2.page(), PHONE);
    asked.complete();
  }

  private void report(Tasklist visit, String outcome, String way, String note) {
    RepSteps.form(visit).choose(outcome).choose(way).enter("Note", note);
    visit.complete();
  }

  private void theReviewCounts(String newcomer) {
    assertThat(figure("funnel", "Reached", "Passed")).isPositive();
    assertThat(figure("funnel", "Reached", "Of all, in any order")).isEqualTo(3);
    assertThat(figure("reps", "Mia Novak", "Talked")).isEqualTo(1);
    assertThat(figure("reps", "Jonas Weber", "Talked")).isEqualTo(1);
    assertThat(figure("reps", newcomer + " Newcomer", "Talked")).isEqualTo(1);
  }
}
