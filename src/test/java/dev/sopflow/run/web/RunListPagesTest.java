package dev.sopflow.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.Runs;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class RunListPagesTest {

  private static final String LIST = "name,email,watch minutes\nAda,ada@x.example,50\nNobody,,3";

  @Autowired WebApplicationContext house;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;
  @Autowired RunControl control;
  @Autowired Runs runs;

  MockMvcTester browser;
  long run;

  @BeforeEach
  void aRun() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    run = given.run("sop-a");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void opsBringsAListIntoTheRunFromItsPage() throws Exception {
    assertThat(page("/runs/" + run + "/imports")).contains("No list was brought in yet");
    var agreed = "?consent=EMAIL&consentSource=registration";
    assertThat(upload("/runs/" + run + "/imports" + agreed, LIST)).hasStatus3xxRedirection();
    until(() -> page("/runs/" + run + "/imports").contains(">done<"));
    assertThat(page("/runs/" + run + "/imports"))
        .contains("guests.csv", "Download the rows given back")
        .doesNotContain("every 1s\" hx-get");
    assertThat(page("/runs/" + run + "/participants")).contains("Ada", "watchMinutes: 50");
    assertThat(db.sql("select channel || ' ' || source from consent").query(String.class).single())
        .isEqualTo("EMAIL registration");
    assertThat(page("/runs/" + run)).contains("/runs/" + run + "/imports");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void anotherSystemBringsAListInAndAsksWhatItDid() throws Exception {
    var api = "/api/runs/" + run + "/participants/imports";
    var answer = upload(api, LIST);
    assertThat(answer).hasStatus(202);
    assertThat(answer.getResponse().getHeader("Location")).startsWith(api + "/");
    until(() -> page(api).contains("\"state\":\"DONE\""));
    assertThat(page(api)).contains("\"enrolled\":1", "\"marksNew\":1", "\"leftOut\":0");
    assertThat(upload("/api/runs/999/participants/imports", LIST)).hasStatus(404);
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void aRunThatIsOverSaysThatItTakesNoList() throws Exception {
    control.ended(runs.get(run).processInstanceId(), false);
    assertThat(page("/runs/" + run + "/imports")).contains("takes no list");
    var refused = upload("/runs/" + run + "/imports", LIST);
    assertThat(refused).hasStatus(422).bodyText().contains("only a run that goes on takes a list");
    assertThat(upload("/api/runs/" + run + "/participants/imports", LIST)).hasStatus(409);
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRepBringsNoListIn() throws Exception {
    assertThat(upload("/runs/" + run + "/imports", LIST)).hasStatus(403);
    assertThat(upload("/api/runs/" + run + "/participants/imports", LIST)).hasStatus(403);
  }

  private MvcTestResult upload(String uri, String text) {
    var file =
        new MockMultipartFile(
            "file", "guests.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    return browser.post().uri(uri).multipart().file(file).with(csrf()).exchange();
  }

  private static void until(Callable<Boolean> done) throws Exception {
    for (var i = 0; i < 200 && !done.call(); i++) {
      Thread.sleep(50);
    }
    assertThat(done.call()).isTrue();
  }

  private String page(String uri) throws Exception {
    return browser.get().uri(uri).exchange().getResponse().getContentAsString();
  }
}
