package dev.sopflow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sopflow.contact.ContactImports;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunLists;
import dev.sopflow.run.Screenings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An ops lead cleans a list that the tables have screened. */
@Tag("browser")
@SopflowTest
class ListBoardInABrowserTest extends BrowserSteps {

  private static final Pattern DOUBTFUL = Pattern.compile("screen: doubtful");

  @Autowired RunFixtures given;
  @Autowired RunLists lists;
  @Autowired Screenings screenings;
  @Autowired Participants participants;
  @Autowired DecisionService decisions;
  @Autowired JdbcClient db;

  private long run;

  @BeforeEach
  void aScreenedList() throws IOException {
    run = given.run("sop-a");
    var file = Files.createTempFile("list", ".csv");
    try (var in = getClass().getResourceAsStream("/lists/webinar-en.csv")) {
      Files.write(file, in.readAllBytes());
    }
    lists.runNow(run, new ContactImports.List(file, "webinar-en.csv", "US", Set.of(), null, "ops"));
    screen("list-relation", null);
    screen("list-nonsense", "!screen=invalid");
  }

  private void screen(String table, String who) {
    screenings.screen(
        run,
        participants.active(run, who),
        table,
        facts -> decisions.evaluateDecisionTableByKey(table, facts).getResultList());
  }

  @Test
  void theDoubtfulComeFirstAndFilterAndSortAreTheReaders() {
    var page = board(1280);
    assertThat(rows(page).first()).containsText(DOUBTFUL);
    assertThat(rows(page).first().locator(".why")).isVisible();
    shoot(page, "board-desktop");
    choose(page, "show", "doubtful");
    assertThat(rows(page).filter(new Locator.FilterOptions().setHasText(DOUBTFUL)))
        .hasCount(marked("doubtful"));
    choose(page, "show", "");
    choose(page, "kind", "competitor");
    assertThat(rows(page).first()).containsText("kind: competitor");
    assertThat(rows(page)).hasCount(kind("competitor"));
    choose(page, "kind", "");
    choose(page, "sort", "name");
    assertThat(names(page)).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
  }

  @Test
  void byKeyboardOneMovesPicksMarksAndTakesBack() {
    var page = board(1280);
    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("x");
    assertThat(page.locator("[data-count]")).hasText("1");
    page.keyboard().press("Shift+J");
    assertThat(page.locator("[data-count]")).hasText("2");
    shoot(page, "board-picked");
    page.keyboard().press("v");
    assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("changed");
    assertThat(byPeople()).isEqualTo(2);
    page.keyboard().press("u");
    assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("restored");
    assertThat(byPeople()).isZero();
  }

  @Test
  void enterOnACheckboxMarksNobody() {
    var page = board(1280);
    var box = rows(page).first().getByRole(AriaRole.CHECKBOX);
    box.focus();
    page.keyboard().press("Space");
    assertThat(box).isChecked();
    page.keyboard().press("Enter");
    page.keyboard().press("x");
    assertThat(box).not().isChecked();
    assertThat(byPeople()).isZero();
  }

  @Test
  void allThatTheFilterShowsAreMarkedAtOnceAndTakenBackAtOnce() {
    var page = board(1280);
    choose(page, "show", "doubtful");
    var doubtful = marked("doubtful");
    page.locator("input[name=all]").check();
    page.getByRole(AriaRole.BUTTON, named("Competitor")).click();
    assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("changed");
    assertThat(marked("doubtful")).isZero();
    shoot(page, "board-bulk");
    page.locator("button[data-undo=true]").first().click();
    assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("restored");
    assertThat(rows(page)).hasCount(doubtful);
    assertThat(marked("doubtful")).isEqualTo(doubtful);
  }

  @Test
  void theBoardFitsAPhone() {
    var page = board(PHONE);
    choose(page, "show", "doubtful");
    assertThat(rows(page).first().locator(".why")).isVisible();
    assertThat(rows(page).first()).hasCSS("border-left-width", "3px");
    shoot(page, "board-phone");
    fits(page, PHONE);
  }

  private Page board(int width) {
    var page = loggedIn("ops", width);
    page.navigate(url("/runs/" + run + "/list"));
    assertThat(rows(page).first()).isVisible();
    return page;
  }

  private static void choose(Page page, String filter, String value) {
    var filters = page.getByRole(AriaRole.SEARCH);
    filters.locator("select[name=" + filter + "]").selectOption(value);
    page.waitForNavigation(() -> filters.getByRole(AriaRole.BUTTON).click());
  }

  private static Locator rows(Page page) {
    return page.locator("tr[data-row]");
  }

  private static List<String> names(Page page) {
    return rows(page).locator("td:nth-child(2) > a").allTextContents();
  }

  private int marked(String verdict) {
    return count("mark = 'screen' and mark_value = '" + verdict + "'");
  }

  private int kind(String kind) {
    return count("mark = 'kind' and mark_value = '" + kind + "'");
  }

  private int count(String which) {
    return db.sql("select count(*) from participant_mark where " + which)
        .query(Integer.class)
        .single();
  }

  /** People whose verdict is a person's word. */
  private int byPeople() {
    return db.sql(
            """
            select count(*) from participant_mark m join mark_change c on c.id = m.change_id
            join mark_act a on a.id = c.act_id where a.source = 'PERSON' and m.mark = 'screen'
            """)
        .query(Integer.class)
        .single();
  }
}
