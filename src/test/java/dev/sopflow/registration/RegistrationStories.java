package dev.sopflow.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Engagement;
import dev.sopflow.content.ContentDraft;
import dev.sopflow.content.Contents;
import dev.sopflow.content.Marks;
import dev.sopflow.content.Stage;
import dev.sopflow.content.Words;
import dev.sopflow.house.TestTime;
import dev.sopflow.run.Run;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunOrder;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.RegistrationLinks;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.context.WebApplicationContext;

/** A run that takes registrations over real HTTP, as visitors and attackers meet it. */
abstract class RegistrationStories {

  @Autowired TestRestTemplate http;
  @Autowired WebApplicationContext house;
  @Autowired RepositoryService models;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired Contacts contacts;
  @Autowired Consents consents;
  @Autowired Contents contents;
  @Autowired Engagement engagement;
  @Autowired RegistrationLinks links;
  @Autowired VirtualClock clock;
  @Autowired JdbcClient db;

  MockMvcTester console;
  String deployment;
  Run run;

  @BeforeEach
  void aRunThatOpensItsRegistration() {
    console =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    deployment =
        models
            .createDeployment()
            .addClasspathResource("sop/open-evening.bpmn")
            .addClasspathResource("sop/open-evening.form")
            .addClasspathResource("sop/open-evening-join.form")
            .addClasspathResource("sop/open-evening-join-zh.form")
            .deploy()
            .getId();
    words(
        "en",
        "{{ run.theme }}: join us\nAt {{ run.name }}, {{ contact.name | default: 'dear guest' }}.");
    words("zh", "{{ run.theme }}：欢迎参加\n时间见邀请。");
    run = start();
  }

  @AfterEach
  void takeItAway() {
    models.deleteDeployment(deployment, true);
  }

  Run start() {
    return control.start(
        new RunOrder(
            "open-evening", "everyone", null, Map.of("theme", "Peaks & lows"), "Evening", "ops"));
  }

  void words(String language, String text) {
    contents.publish(
        new ContentDraft(
            "open-evening-words." + language,
            "open-evening-words",
            "Words of the page",
            new Marks(Stage.OCCASION, null, null, Channel.CHAT, language, 100, null, null),
            new Words(null, null, text),
            null),
        "ops");
  }

  void planned(Duration fromStart) {
    db.sql("delete from run_date").update();
    db.sql(
            """
            insert into run_date (run_id, name, label, position, is_anchor, zone, at, counted_at,
              state, by_hand, days, unit, late)
            values (:run, 'start', 'Start', 0, true, 'UTC', :at, :at, 'PLANNED', false, 0, 'DAYS',
              'KEEP')
            """)
        .param("run", run.id())
        .param("at", TestTime.START.plus(fromStart).atOffset(java.time.ZoneOffset.UTC))
        .update();
  }

  String link() {
    return links.of(run.id(), "moments");
  }

  long onlyContact() {
    return db.sql("select id from contact").query(Long.class).single();
  }

  Map<String, String> marks(long contact) {
    var marks = new HashMap<String, String>();
    db.sql("select mark, mark_value from participant_mark where contact_id = :c")
        .param("c", contact)
        .query(
            row -> {
              marks.put(row.getString(1), row.getString(2));
            });
    return marks;
  }

  List<Long> everything() {
    return List.of(
        count("contact"),
        count("contact_identity"),
        count("contact_event"),
        count("consent"),
        count("participant"),
        count("mark_act"),
        count("mark_change"),
        count("participant_mark"));
  }

  long count(String table) {
    return db.sql("select count(*) from " + table).query(Long.class).single();
  }

  ResponseEntity<String> get(String link) {
    return get(link, "en");
  }

  ResponseEntity<String> get(String link, String language) {
    var headers = new HttpHeaders();
    headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
    headers.setAccept(List.of(MediaType.TEXT_HTML));
    return http.exchange(here(link), HttpMethod.GET, new HttpEntity<>(headers), String.class);
  }

  ResponseEntity<String> post(String link, Map<String, String> but) {
    return post(link, but, "en");
  }

  ResponseEntity<String> post(String link, Map<String, String> but, String language) {
    var headers = new HttpHeaders();
    headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
    headers.setAccept(List.of(MediaType.TEXT_HTML));
    headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
    var body = new LinkedMultiValueMap<String, String>();
    body.setAll(
        Map.of(
            "name", "Ada Byron",
            "email", "ada@analytical.example",
            "phone", "+1 202 555 0143",
            "company", "Engines",
            "consent_EMAIL", "true"));
    but.forEach(body::set);
    return http.postForEntity(here(link), new HttpEntity<>(body, headers), String.class);
  }

  /** The path of a public link, on the port of this test. */
  URI here(String link) {
    return URI.create(http.getRootUri() + link.replaceFirst("^https?://[^/]+", ""));
  }

  @SuppressWarnings("unchecked")
  ResponseEntity<Map<String, Object>> api(String path, Map<String, Object> body) {
    return (ResponseEntity<Map<String, Object>>)
        (ResponseEntity<?>) http.withBasicAuth("ops", "ops").postForEntity(path, body, Map.class);
  }

  String personal(long contact) {
    return links.of(run.id(), Channel.SMS, contact);
  }

  String ops(String path) throws UnsupportedEncodingException {
    var page = console.get().uri(path).with(user("ops").roles("ops")).exchange();
    assertThat(page).hasStatusOk();
    return page.getResponse().getContentAsString();
  }
}
