package dev.sopflow.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.Run;
import dev.sopflow.run.Runs;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
@WithMockUser(username = "ops", roles = "ops")
class StartPageTest {

  @Autowired WebApplicationContext house;
  @Autowired RepositoryService models;
  @Autowired RuntimeService processes;
  @Autowired Runs runs;

  MockMvcTester browser;
  String deployment;

  @BeforeEach
  void anSopThatAsksAtItsStart() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    deployment =
        models
            .createDeployment()
            .addClasspathResource("sop/open-evening.bpmn")
            .addClasspathResource("sop/open-evening.form")
            .addClasspathResource("sop/open-evening-join.form")
            .deploy()
            .getId();
  }

  @AfterEach
  void takeItAway() {
    models.deleteDeployment(deployment, true);
  }

  @Test
  void thePageAsksWhatTheSopsOwnFormAsks() {
    assertThat(browser.get().uri("/runs/new?sop=open-evening"))
        .hasStatusOk()
        .bodyText()
        .contains("Start: Open evening", "Everyone", "The evening", "Theme", "One line")
        .contains("type=\"datetime-local\"", "Our own hall", "value=\"40\"", "type=\"radio\"")
        .doesNotContain("Key of the audience", "Name of the run");
    assertThat(browser.get().uri("/runs")).bodyText().contains("/runs/new?sop=open-evening");
  }

  @Test
  void whatIsFilledInStartsARunForEveryone() {
    var answer = send(Map.of("name", "Spring", "seats", "12"));
    assertThat(answer).hasStatus3xxRedirection();
    var run = runs.list(0, 1).get(0);
    assertThat(answer).hasRedirectedUrl("/runs/" + run.id());
    assertThat(run)
        .extracting(Run::name, Run::audience, Run::startedBy)
        .containsExactly("Spring", "everyone", "ops");
    assertThat(processes.getVariables(run.processInstanceId()))
        .containsEntry("eveningStart", "2026-03-20T14:00")
        .containsEntry("seats", 12L)
        .containsEntry("replay", false)
        .containsEntry("runCode", run.code());
    assertThat(browser.get().uri("/runs/" + run.id())).bodyText().contains(run.code());
  }

  @Test
  void whatCannotBeTakenIsSaidAndNothingThatWasTypedIsLost() {
    assertThat(send(Map.of("seats", "many", "notes", "Bring <b>chairs</b>")))
        .hasStatus(422)
        .bodyText()
        .contains("One answer can&#39;t be taken", "Please write a number", "Peak season")
        .contains("Bring &lt;b&gt;chairs&lt;/b&gt;", "aria-invalid");
    assertThat(runs.count()).isZero();
  }

  @Test
  void whatTheHouseRefusesIsSaidInItsSentence() {
    assertThat(send(Map.of("audience", "nope")))
        .hasStatus(422)
        .bodyText()
        .contains("There is no audience &#39;nope&#39;", "Peak season");
  }

  @Test
  void everyRunHasACodeOfItsOwn() {
    send(Map.of());
    send(Map.of());
    assertThat(runs.list(0, 9))
        .extracting(Run::code)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[B-Z][B-Z2-9]{4}"));
  }

  @Test
  void anUnknownSopIsNotFound() {
    assertThat(browser.get().uri("/runs/new?sop=nope")).hasStatus(404);
    assertThat(browser.get().uri("/runs/new")).hasStatus(400);
  }

  private MvcTestResult send(Map<String, String> but) {
    var call = browser.post().uri("/runs/new?sop=open-evening").with(csrf());
    var given =
        new HashMap<>(
            Map.of(
                "audience",
                "everyone",
                "name",
                "",
                "theme",
                "Peak season",
                "eveningStart",
                "2026-03-20T14:00",
                "kind",
                "live"));
    given.putAll(but);
    given.forEach(call::param);
    return call.exchange();
  }
}
