package dev.sopflow.run.web;

import static dev.sopflow.run.RunFixtures.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.BoardFilter;
import dev.sopflow.run.ListBoard;
import dev.sopflow.run.MarkHistory;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.Marks;
import dev.sopflow.run.NewMark;
import dev.sopflow.run.Participants;
import dev.sopflow.run.RunFixtures;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class ListBoardPageTest {

  @Autowired WebApplicationContext house;
  @Autowired RunFixtures given;
  @Autowired Participants participants;
  @Autowired Marks marks;
  @Autowired MarkHistory history;
  @Autowired ListBoard board;
  @Autowired JdbcClient db;

  MockMvcTester browser;
  long run;
  long ada;
  long bea;
  long cid;

  @BeforeEach
  void aScreenedList() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    ada = given.person("Ada <b>B</b>", null);
    bea = given.person("=1+1", null);
    cid = given.person("Cid", null);
    given.unknown(cid, "WECOM", "PHONE");
    db.sql("update contact set name_key = lower(full_name)").update();
    run = given.run("sop-a");
    participants.enrol(run, EVERYBODY);
    var rule = marks.begin(run, MarkSource.RULE, "system", "Nonsense entries");
    marks.set(
        rule,
        List.of(
            new NewMark(bea, "screen", "doubtful", "The name looks like a formula"),
            new NewMark(cid, "watchMinutes", "9", null),
            new NewMark(ada, "watchMinutes", "51", null)));
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void theDoubtfulStandFirstWithTheReasonAndWhatIsMissingIsSaid() throws Exception {
    var page = page("/runs/" + run + "/list");
    assertThat(page)
        .contains("The name looks like a formula", "Ada &lt;b&gt;B&lt;/b&gt;", "missing:")
        .doesNotContain("Ada <b>");
    assertThat(page.indexOf("=1+1")).isLessThan(page.indexOf("Ada &lt;"));
    assertThat(names("", "watchMinutes")).containsExactly("Ada <b>B</b>", "Cid", "=1+1");
  }

  @Test
  void everyFilterFindsWhatItSays() {
    assertThat(found("doubtful", "", "", "", "")).containsExactly("=1+1");
    assertThat(found("open", "", "", "", "")).containsExactly("Ada <b>B</b>", "Cid");
    assertThat(found("notOnWechat", "", "", "", "")).containsExactly("Cid");
    assertThat(found("", "", "watchMinutes=9", "", "")).containsExactly("Cid");
    assertThat(found("", "", "", "phone", "")).containsExactly("Cid");
    assertThat(found("", "", "", "", "cid")).containsExactly("Cid");
    assertThat(found("", "", "", "", "p" + ada + "@")).containsExactly("Ada <b>B</b>");
    assertThat(found("invalid", "", "", "", "")).isEmpty();
    assertThat(board.values(run, "screen")).containsEntry("doubtful", 1);
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void manyAreMarkedAtOnceAndTakenBackAsOne() throws Exception {
    post("/marks", "ids=" + ada + "," + cid, "set=screen=invalid,kind=competitor", "reason=seen");
    assertThat(found("invalid", "competitor", "", "", "")).hasSize(2);
    assertThat(history.of(run, ada).get(0).by()).isEqualTo("rep1");
    assertThat(history.of(run, ada).get(0).reason()).isEqualTo("seen");
    assertThat(page("/runs/" + run + "/list/" + ada + "/history"))
        .contains("kind: – → competitor", "Rep One", "seen");
    var act = history.acts(run, 1).get(0);
    assertThat(act.marks()).isEqualTo(4);
    post("/acts/" + act.id() + "/undo");
    assertThat(found("invalid", "", "", "", "")).isEmpty();
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void allThatTheFilterShowsAreMarkedWithBothMarks() throws Exception {
    post("/marks", "all=true", "show=open", "set=screen=valid,kind=guest");
    assertThat(found("valid", "guest", "", "", "")).hasSize(2);
    post("/marks", "all=true", "show=valid", "set=screen=valid,kind=");
    assertThat(found("valid", "guest", "", "", "")).isEmpty();
    post("/marks", "all=true", "set=rubbish");
    assertThat(history.acts(run, 10)).hasSize(3);
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void whatTheFilterShowsIsDownloadedWithoutFormulas() throws Exception {
    var file = page("/runs/" + run + "/list/file?purpose=Slides");
    assertThat(file).contains("'=1+1,'+1202555", "Purpose", "Slides");
    assertThat(file.lines().findFirst().orElseThrow())
        .contains(",Mark: screen")
        .doesNotContain(",screen");
    assertThat(page("/runs/" + run + "/list/file?show=notOnWechat"))
        .contains("Cid")
        .doesNotContain("Ada");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRepTakesNoWholeListHome() {
    assertThat(browser.get().uri("/runs/" + run + "/list/file")).hasStatus(403);
    assertThat(browser.get().uri("/runs/" + run + "/list?who=rubbish"))
        .hasStatusOk()
        .bodyText()
        .contains("no mark=value pair");
    assertThat(browser.get().uri("/runs/999/list")).hasStatus(404);
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRepTakesBackOnlyOwnMarking() throws Exception {
    post("/marks", "ids=" + ada, "set=kind=guest");
    var acts = history.acts(run, 10);
    var uri = "/runs/" + run + "/list/acts/";
    assertThat(browser.post().uri(uri + acts.get(1).id() + "/undo").with(csrf())).hasStatus(403);
    assertThat(page("/runs/" + run + "/list"))
        .contains(acts.get(0).id() + "/undo")
        .doesNotContain(acts.get(1).id() + "/undo");
    post("/acts/" + acts.get(0).id() + "/undo");
    assertThat(found("doubtful", "", "", "", "")).hasSize(1);
  }

  private List<String> found(String show, String kind, String who, String missing, String q) {
    var filter = new BoardFilter(show, kind, who, missing, q, "name");
    assertThat(board.count(run, filter)).isEqualTo(board.contacts(run, filter).length);
    return board.lines(run, filter, 0, 100).stream()
        .map(ListBoard.Line::fullName)
        .sorted(java.util.Comparator.comparing(name -> name.equals("=1+1") ? "~" : name))
        .toList();
  }

  private List<String> names(String show, String sort) {
    return board.lines(run, new BoardFilter(show, "", "", "", "", sort), 0, 100).stream()
        .map(ListBoard.Line::fullName)
        .toList();
  }

  private void post(String path, String... params) throws Exception {
    var request = browser.post().uri("/runs/" + run + "/list" + path).with(csrf());
    for (var param : params) {
      var at = param.indexOf('=');
      request.param(param.substring(0, at), param.substring(at + 1));
    }
    assertThat(request.exchange()).hasStatus3xxRedirection();
  }

  private String page(String uri) throws Exception {
    return browser.get().uri(uri).exchange().getResponse().getContentAsString();
  }
}
