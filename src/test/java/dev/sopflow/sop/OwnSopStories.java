package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentDraft;
import dev.sopflow.content.Contents;
import dev.sopflow.content.Marks;
import dev.sopflow.content.Stage;
import dev.sopflow.content.Words;
import dev.sopflow.registration.Registrations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/** An SOP that is only files, brought in over REST by an ops lead. */
abstract class OwnSopStories extends SopStories {

  @LocalServerPort int port;
  @Autowired Contents contents;
  @Autowired Registrations registrations;

  @Test
  void aNewSopOfFilesOnlyIsDeployedOverRestAndRuns() {
    people(5);
    contents.publish(note(), "ops");
    assertThat(deploy("sop/thank-you.bpmn", "sop/thank-you.form").getStatusCode().value())
        .isEqualTo(200);

    var started = startOverRest("thank-you", "everyone");
    assertThat(started.getStatusCode().value()).isEqualTo(200);
    time.runDue();
    tasks.complete(onlyTask("Agree to thanks").getId(), Map.of("agreed", true));
    goToDay(4);

    assertThat(
            count("select count(*) from touch where piece = 'thank-you-note' and state = 'SENT'"))
        .isEqualTo(5);
    assertThat(count("select count(*) from contact_tag where tag = 'guest'")).isEqualTo(5);
    assertThat(runs.list(0, 1).get(0).sop()).isEqualTo("thank-you");
    assertThat(runs.list(0, 1).get(0).startedBy()).isEqualTo("ops");
    assertThat(runs.list(0, 1).get(0).state().name()).isEqualTo("ENDED");
  }

  @Test
  void aMessageSaysWhatItsRunIsAbout() {
    sendWordsOfTheRun(true);
    assertThat(htmls())
        .doesNotHaveDuplicates()
        .allSatisfy(
            html ->
                assertThat(html)
                    .containsPattern("/register/[0-9a-z]+\\.email\\.[0-9a-z]+\\.[\\w-]{43}\""));
  }

  @Test
  void whereNobodyRegistersWithUsNothingLinksThere() {
    sendWordsOfTheRun(false);
    assertThat(htmls()).noneMatch(html -> html.contains("/register/"));
  }

  private void sendWordsOfTheRun(boolean takesRegistrations) {
    people(2);
    contents.publish(
        note(
            "<p>{{ run.name }} {{ run.code }}: {{ run.theme }}{% if run.replay %}, replay"
                + "{% endif %}{{ run.nothing | default: '!' }}{% if links.register %}"
                + " <a href=\"{{ links.register }}\">Come</a>{% endif %}</p>"),
        "ops");
    deploy("sop/thank-you.bpmn", "sop/thank-you.form");
    startOverRest(
        "thank-you", "everyone", Map.of("name", "Spring", "theme", "Peaks & lows", "replay", true));
    time.runDue();
    var run = runs.list(0, 1).get(0);
    if (takesRegistrations) {
      registrations.open(
          new Registrations.Opening(run.id(), "thank-you-check", "x", null, null, "ops"));
    }
    tasks.complete(onlyTask("Agree to thanks").getId(), Map.of("agreed", true));
    goToDay(4);
    assertThat(htmls())
        .hasSize(2)
        .allSatisfy(
            html ->
                assertThat(html).contains("Spring " + run.code() + ": Peaks &amp; lows, replay!"));
  }

  private List<String> htmls() {
    return db.sql("select html from outbox_message").query(String.class).list();
  }

  @Test
  void startingWithAnUnknownAudienceOverTheEnginesRestIsRefusedInPlainWords() {
    var answer = startOverRest("nurture-cadence", "nobody-knows");
    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getBody()).contains("There is no audience 'nobody-knows'");
    assertThat(count("select count(*) from run")).isZero();
  }

  @Test
  void aPartOfAnSopCannotBeStartedByItself() {
    var answer = startOverRest("follow-up-visit", "everyone");
    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getBody()).contains("is a part of SOPs");
  }

  @Test
  void theEnginesRestStartsTheSameRun() {
    people(2);
    assertThat(startOverRest("nurture-cadence", "everyone").getStatusCode().value()).isEqualTo(200);
    time.runDue();
    assertThat(open("Visit contact")).hasSize(2);
  }

  @Test
  void aModelThatCouldNotRunIsRefusedOverRestByFileAndElement() {
    var answer = deploy("sop/broken.bpmn");
    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getBody())
        .contains("broken.bpmn")
        .contains("'Task_SendLetters' uses ${sendd}, which is no step");
  }

  @Test
  void whatAClientSetsUnderTheNameOfAFieldChangesNothing() {
    people(5);
    contents.publish(note(), "ops");
    deploy("sop/thank-you.bpmn", "sop/thank-you.form");
    var variables = new HashMap<String, Object>();
    List.of("who", "piece", "content", "contentStage", "topic", "markName", "markValue", "tagName")
        .forEach(field -> variables.put(field, "visit=interested"));
    variables.put("purpose", "TRANSACTIONAL");
    variables.put("channels", "SMS");
    variables.put("usefulFor", "PT1S");
    assertThat(startOverRest("thank-you", "everyone", variables).getStatusCode().value())
        .isEqualTo(200);
    time.runDue();
    tasks.complete(onlyTask("Agree to thanks").getId(), Map.of("agreed", true));
    goToDay(4);
    assertThat(
            count(
                """
                select count(*) from touch where piece = 'thank-you-note' and state = 'SENT'
                  and purpose = 'MARKETING' and channel = 'EMAIL'
                """))
        .isEqualTo(5);
    assertThat(count("select count(*) from contact_tag where tag = 'guest'")).isEqualTo(5);
  }

  @Test
  void aClientsVariablesNeitherNarrowNorRewordTheVisitsOfAShippedSop() {
    people(2);
    var variables = Map.<String, Object>of("who", "visit=later", "wording", "insult");
    startOverRest("nurture-cadence", "everyone", variables);
    time.runDue();
    assertThat(open("Visit contact")).hasSize(2);
    assertThat(count("select count(*) from visit where wording = 'visit-day-1'")).isEqualTo(2);
  }

  private ContentDraft note() {
    return note("<p>Thank you, {{ contact.name }}.</p>");
  }

  private static ContentDraft note(String html) {
    return new ContentDraft(
        "thank-you-note",
        null,
        "Thank you",
        new Marks(Stage.BRAND, null, null, Channel.EMAIL, "en", 100, null, null),
        new Words("Thank you", html, null),
        null);
  }

  private ResponseEntity<String> deploy(String... files) {
    var parts = new LinkedMultiValueMap<String, Object>();
    parts.add("deployment-name", "made by ops");
    for (var file : files) {
      parts.add(file, new ClassPathResource(file));
    }
    return ops()
        .post()
        .uri("/deployment/create")
        .contentType(MediaType.MULTIPART_FORM_DATA)
        .body(parts)
        .retrieve()
        .toEntity(String.class);
  }

  private ResponseEntity<String> startOverRest(String sop, String audience) {
    return startOverRest(sop, audience, Map.of());
  }

  private ResponseEntity<String> startOverRest(
      String sop, String audience, Map<String, Object> others) {
    var variables = new HashMap<String, Object>();
    others.forEach((name, value) -> variables.put(name, Map.of("value", value)));
    variables.put("audience", Map.of("value", audience));
    return ops()
        .post()
        .uri("/process-definition/key/{sop}/start", sop)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("variables", variables))
        .retrieve()
        .toEntity(String.class);
  }

  private RestClient ops() {
    return RestClient.builder()
        .baseUrl("http://localhost:" + port + "/engine-rest")
        .defaultHeaders(headers -> headers.setBasicAuth("ops", "ops"))
        .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
        .build();
  }
}
