package dev.sopflow.insight.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.content.Contents;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.RandomRuns;
import dev.sopflow.run.RunFixtures;
import java.io.UnsupportedEncodingException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.HtmlUtils;

@SopflowTest
@WithMockUser(username = "ops", roles = "ops")
class EffectPageTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

  @Autowired WebApplicationContext house;
  @Autowired RunFixtures given;
  @Autowired RandomRuns random;
  @Autowired Contents contents;
  @Autowired JdbcClient db;

  MockMvcTester browser;
  List<Piece> pieces;

  record Piece(
      long id,
      String contentKey,
      String name,
      int version,
      LocalDate validUntil,
      LocalDate reviewBy) {}

  @BeforeEach
  void piecesThatGoOutByMail() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    pieces =
        db.sql(
                """
                select v.id, c.content_key, v.name, v.version, v.valid_until, v.review_by from content c
                join content_version v on v.content_id = c.id and v.version = c.active_version
                where v.channel = 'EMAIL' and v.language = 'en' order by v.id limit 4
                """)
            .query(Piece.class)
            .list();
  }

  @AfterEach
  void allGoOutAgain() {
    pieces.forEach(piece -> days(piece, piece.validUntil(), piece.reviewBy()));
    pieces.forEach(piece -> contents.activate(piece.contentKey(), piece.version()));
  }

  @Test
  void whatDoesBadlyStandsOnTopWithItsReason() {
    sent(0, "lead", 9, 400, 120, 2);
    sent(1, "lead", 9, 400, 20, 2);
    sent(2, "lead", 12, 100, 30, 14);
    sent(3, "customer", 12, 10, 1, 0);
    var page = page("/effect");
    var stops = page.substring(page.indexOf("id=\"stop\""), page.indexOf("id=\"matrix\""));
    assertThat(stops)
        .contains(pieces.get(1).name(), "20 of 400: 5%, surely between 3.3% and 7.6%")
        .contains("The other pieces of its channel: 151 of 510: 30%")
        .contains(pieces.get(2).name(), "Refused by 14 of 100: 14%", "The house allows 5%")
        .contains("/contents/" + pieces.get(1).contentKey() + "?version=" + pieces.get(1).version())
        .doesNotContain("/contents/" + pieces.get(0).contentKey() + "?")
        .doesNotContain("/contents/" + pieces.get(3).contentKey() + "?");
    assertThat(page.substring(page.indexOf("id=\"ranking\"")))
        .containsSubsequence(pieces.get(0).name(), pieces.get(2).name(), "too few to judge")
        .contains("<path class=\"whisker\" d=\"M");
    assertThat(page).doesNotContain("insight.", "??", "style=");
  }

  @Test
  void theMatrixShowsWhatTheSumsSay() {
    sent(0, "lead", 9, 900, 300, 2);
    sent(1, "customer", 9, 60, 3, 0);
    sent(2, "", 9, 10, 2, 0);
    var page = page("/effect?days=30");
    assertThat(page.substring(page.indexOf("class=\"matrix\""), page.indexOf("id=\"ranking\"")))
        .containsSubsequence("Customer", "Lead", "Stage not known")
        .containsSubsequence("of 60 acted", "▼ surely worse", "▲ surely better", "300 of 900: 33%")
        .containsSubsequence("of 10 acted", "too few to judge", "2 of 10: 20%");
  }

  @Test
  void aFieldIsAsDarkAsItsRateIsHighHoweverSureThatIs() {
    sent(0, "lead", 9, 900, 300, 0);
    sent(1, "customer", 9, 10, 2, 0);
    sent(2, "former", 9, 400, 0, 40);
    assertThat(page("/effect"))
        .contains("Darkest for messages: 33%")
        .containsSubsequence("rated shade3", "20%", "of 10 acted", "too few to judge")
        .containsSubsequence("rated shade0", "of 400 acted", "refused too often")
        .containsSubsequence("rated shade5", "33%", "of 900 acted", "surely better");
  }

  @Test
  void whatGrowsOldIsFoldedWithTheLatestNeedFirst() {
    days(pieces.get(0), TODAY.minusDays(3), null);
    days(pieces.get(1), TODAY.plusDays(200), TODAY.plusDays(5));
    days(pieces.get(2), TODAY.plusDays(200), TODAY.plusDays(100));
    var page = page("/effect");
    assertThat(page.substring(page.indexOf("id=\"old\"")))
        .containsSubsequence("<details>", pieces.get(1).name(), pieces.get(0).name(), "</details>")
        .doesNotContain("/contents/" + pieces.get(2).contentKey() + "\"");
  }

  private void days(Piece piece, LocalDate validUntil, LocalDate reviewBy) {
    db.sql("update content_version set valid_until = ?, review_by = ? where id = ?")
        .params(Arrays.asList(validUntil, reviewBy, piece.id()))
        .update();
  }

  @Test
  void onlyTheSpanAskedForIsCounted() {
    sent(0, "lead", 9, 40, 4, 0, TODAY.minusDays(30));
    assertThat(page("/effect?days=30")).contains("No piece went out in the last 30 days");
    assertThat(page("/effect")).contains("of 40 acted", "4 of 40: 10%", "Last 90 days");
    assertThat(page("/effect?days=nonsense")).contains("of 40 acted");
  }

  @Test
  void theHoursAreThoseOfTheReader() {
    sent(0, "lead", 9, 40, 4, 0);
    sent(0, "lead", 17, 20, 10, 0);
    assertThat(page("/effect"))
        .contains("class=\"part few\"")
        .containsSubsequence("9:00", "4 of 40: 10%", "17:00", "10 of 20: 50%");
  }

  @Test
  void withoutAnythingSentEachPartSaysSo() {
    assertThat(page("/effect"))
        .contains("No piece went out in this time", "Nothing was sent in the last 90 days")
        .contains("No message went out in the last 90 days", "What is counted")
        .doesNotContain("insight.", "??");
  }

  @Test
  void whatIsStoppedGoesOutNoMoreAndIsNoCandidateAnyLonger() {
    sent(0, "lead", 9, 400, 120, 2);
    sent(1, "lead", 9, 400, 20, 2);
    var bad = pieces.get(1);
    var view = "/contents/" + bad.contentKey();
    assertThat(page(view)).contains("Stop sending it");
    assertThat(
            browser
                .post()
                .uri(view + "/versions/" + bad.version() + "/retire")
                .param("why", "Hardly anybody reads it")
                .with(csrf())
                .exchange())
        .hasStatus3xxRedirection();
    assertThat(contents.active(bad.contentKey())).isEmpty();
    assertThat(page(view)).contains("Retired").doesNotContain("Stop sending it");
    assertThat(page("/effect")).contains("goes out no more").doesNotContain("class=\"stop\"");
    assertThat(page("/journal"))
        .contains("Stopped the piece “" + bad.name() + "” (e-mail, version " + bad.version() + ")")
        .contains("“Hardly anybody reads it”");
  }

  @Test
  void nothingIsStoppedWithoutAReason() {
    var key = pieces.get(1).contentKey();
    assertThat(
            browser
                .post()
                .uri("/contents/" + key + "/versions/" + pieces.get(1).version() + "/retire")
                .param("why", " ")
                .with(csrf())
                .exchange())
        .hasStatus3xxRedirection();
    assertThat(contents.active(key)).isPresent();
  }

  @Test
  void aRunShowsItsFunnelAndRatesByStepAndPiece() {
    var run = given.run("nurture-cadence");
    random.fill(run, 40, 1);
    assertThat(page("/runs/" + run + "/figures"))
        .contains("Funnel so far", "<polygon points=\"0.00,0", "What came of it, by step")
        .contains("Response", "surely between")
        .doesNotContain("insight.", "??", "style=");
    db.sql("update touch set step = 'ContactReplied', occurrence = id where state = 'SENT'")
        .update();
    assertThat(page("/runs/" + run + "/touches"))
        .contains("Answer to what they wrote")
        .doesNotContain("ContactReplied");
    assertThat(page("/runs/" + given.run("nurture-cadence") + "/figures"))
        .contains("Nobody is in this run yet", "Nothing has gone out yet");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void repsNeitherSeeNorStopIt() {
    assertThat(browser.get().uri("/effect")).hasStatus(403);
    assertThat(
            browser
                .post()
                .uri("/contents/" + pieces.get(0).contentKey() + "/versions/1/retire")
                .with(csrf()))
        .hasStatus(403);
    assertThat(contents.active(pieces.get(0).contentKey())).isPresent();
  }

  private void sent(int piece, String stage, int hour, int sent, int replied, int refused) {
    sent(piece, stage, hour, sent, replied, refused, TODAY);
  }

  private void sent(
      int piece, String stage, int hour, int sent, int replied, int refused, LocalDate on) {
    db.sql(
            """
            insert into touch_sum (run_id, step, occurrence, content_version_id, channel, purpose,
              reader_stage, reader_level, reader_hour, sent_on, tried, sent, delivered, opened,
              clicked, replied, engaged, converted, refused, unreachable)
            values (1, 'mail', 1, :piece, 'EMAIL', 'MARKETING', :stage, '', :hour, :on, :sent,
              :sent, :sent, 0, 0, :replied, :replied, 0, :refused, 0)
            """)
        .param("piece", pieces.get(piece).id())
        .param("stage", stage)
        .param("hour", hour)
        .param("on", on)
        .param("sent", sent)
        .param("replied", replied)
        .param("refused", refused)
        .update();
  }

  private String page(String path) {
    var answer = browser.get().uri(path).exchange();
    assertThat(answer).hasStatusOk();
    try {
      return HtmlUtils.htmlUnescape(answer.getResponse().getContentAsString());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
