package dev.sopflow.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Contacts;
import dev.sopflow.content.ContentDraft;
import dev.sopflow.content.Contents;
import dev.sopflow.content.Marks;
import dev.sopflow.content.Stage;
import dev.sopflow.content.Words;
import dev.sopflow.house.SopflowTest;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.context.WebApplicationContext;

/** The public page over real HTTP, as visitors and attackers meet it. */
@SopflowTest
class RegisterPageTest {

  @Autowired TestRestTemplate http;
  @Autowired WebApplicationContext house;
  @Autowired RepositoryService models;
  @Autowired RunControl control;
  @Autowired RunFixtures given;
  @Autowired Contacts contacts;
  @Autowired Consents consents;
  @Autowired Contents contents;
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

  @Test
  void aVisitorReadsWhatItIsAboutAndRegisters() {
    var page = get(link());
    assertThat(page.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(page.getBody())
        .contains("Peaks &amp; lows: join us", "At Evening, dear guest.", "Your name")
        .contains("autocomplete=\"tel\"", "data-theme=\"light\"")
        .doesNotContain("<script", "_csrf", "style=");
    var done = post(link(), Map.of("way", "online", "question", "Why?\r\nHow?"));
    assertThat(done.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(done.getBody()).contains("You are registered", "Evening", "whatever is ticked here");
    var ada = onlyContact();
    assertThat(contacts.get(ada))
        .extracting(Contact::fullName, Contact::email, Contact::phone, Contact::company)
        .containsExactly("Ada Byron", "ada@analytical.example", "+12025550143", "Engines");
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("ACTIVE");
    assertThat(marks(ada))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "registered", "yes",
                "source", run.code(),
                "sourceChannel", "moments",
                "way", "online",
                "question", "Why?\nHow?"));
    assertThat(consents.of(ada))
        .singleElement()
        .matches(it -> it.granted() && it.channel() == Channel.EMAIL)
        .extracting(Consents.Consent::source)
        .isEqualTo(run.code() + " moments");
  }

  @Test
  void theSameAgainAnswersTheSameAndDoublesNothing() {
    var first = post(link(), Map.of());
    var before = everything();
    var again = post(link(), Map.of());
    assertThat(again.getBody()).isEqualTo(first.getBody());
    assertThat(everything()).isEqualTo(before);
    post(links.of(run.id(), "poster"), Map.of());
    assertThat(marks(onlyContact())).containsEntry("sourceChannel", "moments");
  }

  @Test
  void manyClicksAtOnceRegisterOnce() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      var clicks = new ArrayList<Callable<HttpStatus>>();
      for (var i = 0; i < 16; i++) {
        clicks.add(() -> (HttpStatus) post(link(), Map.of()).getStatusCode());
      }
      for (var click : pool.invokeAll(clicks, 60, TimeUnit.SECONDS)) {
        assertThat(click.get()).isEqualTo(HttpStatus.OK);
      }
    } finally {
      pool.shutdown();
    }
    onlyContact();
    assertThat(count("participant")).isEqualTo(1);
    assertThat(count("mark_act")).isEqualTo(1);
    assertThat(count("consent")).isEqualTo(1);
  }

  @Test
  void whatCannotBeTakenIsSaidAtItsFieldAndNothingIsLost() {
    var answer =
        post(link(), Map.of("email", "nonsense", "name", "<b>Ada</b>", "question", "x".repeat(9)));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
    assertThat(answer.getBody())
        .contains(
            "We can&#39;t write to this e-mail address", "&lt;b&gt;Ada&lt;/b&gt;", "xxxxxxxxx");
    assertThat(post(link(), Map.of("phone", "12")).getBody()).contains("We can&#39;t call this");
    assertThat(post(link(), Map.of("name", "")).getBody()).contains("Please fill this in");
    assertThat(post(link(), Map.of("question", "y".repeat(201))).getBody())
        .contains("This has 201 characters; at most 200 fit");
    assertThat(post(link(), Map.of("way", "by boat")).getBody()).contains("choose one of");
    assertThat(count("contact")).isZero();
    assertThat(count("participant")).isZero();
  }

  @Test
  void aNameOfMarkupIsOnlyEverText() throws Exception {
    post(link(), Map.of("name", "<script>alert(1)</script>"));
    var board = ops("/runs/" + run.id() + "/list?who=registered=yes");
    assertThat(board).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
  }

  @Test
  void noOneMakesALinkForAnotherRunOrChannel() {
    var other = start();
    var token = link().substring(link().lastIndexOf('/') + 1);
    var parts = token.split("\\.", 2);
    var forged =
        List.of(
            Long.toString(other.id(), 36) + "." + parts[1],
            token.replace("moments", "partner"),
            token.replace("moments..", "moments.1."),
            token.substring(0, token.length() - 1),
            token + "x",
            "x",
            "%2e%2e%2fruns");
    for (var each : forged) {
      assertThat(get("/register/" + each).getStatusCode().value()).isIn(404, 400);
      assertThat(post("/register/" + each, Map.of()).getStatusCode().value()).isIn(404, 400);
    }
    assertThat(count("contact")).isZero();
  }

  @Test
  void aProgramThatFillsInEverythingIsThankedAndForgotten() {
    var answer = post(link(), Map.of("leave-empty", "http://spam.example"));
    assertThat(answer.getBody()).contains("You are registered");
    assertThat(count("contact")).isZero();
  }

  @Test
  void aHugeBodyIsTurnedAwayUnread() {
    var answer = post(link(), Map.of("question", "x".repeat(40_000)));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.PAYLOAD_TOO_LARGE);
    assertThat(answer.getBody()).contains("more than a registration needs");
  }

  @Test
  void aStormFromOneAddressMustWaitAMinute() {
    HttpStatus last = HttpStatus.OK;
    for (var i = 0; i < 80 && last == HttpStatus.OK; i++) {
      last = (HttpStatus) post(link(), Map.of()).getStatusCode();
    }
    assertThat(last).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(2)));
    assertThat(post(link(), Map.of()).getStatusCode()).isEqualTo(HttpStatus.OK);
  }

  @Test
  void aRefusalHoldsWhateverAStrangerTicks() {
    var ada = given.person("Ada Byron", null);
    var mail = Map.of("email", "p" + ada + "@people.example", "phone", "");
    consents.refuse(ada, Channel.EMAIL, "unsubscribe link", "contact");
    var answer = post(link(), mail);
    assertThat(answer.getBody()).contains("You are registered", "we keep to that");
    assertThat(consents.of(ada)).singleElement().matches(said -> !said.granted());
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("ACTIVE");
    assertThat(marks(ada))
        .containsEntry("registered", "yes")
        .containsEntry("consentAsked", "EMAIL");
  }

  @Test
  void whoRefusedEverythingIsRegisteredAndStillLeftAlone() {
    var ada = given.person("Ada Byron", null);
    consents.refuse(ada, null, "phone call", "rep1");
    post(link(), Map.of("email", "p" + ada + "@people.example", "phone", ""));
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("OPTED_OUT");
    assertThat(marks(ada))
        .containsEntry("registered", "yes")
        .containsEntry("consentAsked", "EMAIL");
    assertThat(consents.of(ada)).allMatch(said -> !said.granted());
  }

  @Test
  void onlyWhoComesByTheirOwnLinkTakesARefusalBack() {
    var ada = given.person("Ada Byron", null);
    consents.refuse(ada, Channel.EMAIL, "unsubscribe link", "contact");
    var bob = given.person("Bob Stone", null);
    var mail = Map.of("email", "p" + ada + "@people.example", "phone", "");
    post(personal(bob), mail);
    assertThat(consents.of(ada)).allMatch(said -> !said.granted());
    post(personal(ada), mail);
    assertThat(consents.of(ada))
        .singleElement()
        .matches(said -> said.granted() && said.source().equals(run.code() + " sms"));
  }

  @Test
  void aForwardedLinkShowsNothingAndItsStrangerBecomesAContactOfTheirOwn() {
    var ada = given.person("Ada Byron", "rep1");
    assertThat(get(personal(ada)).getBody())
        .doesNotContain("Ada", "p" + ada + "@people.example", "+1202555");
    post(personal(ada), Map.of("name", "Eve Stranger", "email", "eve@else.example"));
    assertThat(count("contact")).isEqualTo(2);
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("not in the run");
  }

  @Test
  void everyReaderIsSpokenToInTheirLanguage() {
    assertThat(get(link(), "zh-CN").getBody())
        .contains("Peaks &amp; lows：欢迎参加", "姓名", "报名", "（选填）")
        .doesNotContain("optional");
    assertThat(post(link(), Map.of("name", ""), "zh").getBody()).contains("请填写此项。");
    assertThat(get(link(), "ja").getBody()).contains("申し込む", "Your name", "（任意）");
    assertThat(post(link(), Map.of(), "ja").getBody()).contains("お申し込みを受け付けました");
  }

  @Test
  void afterItsTimeOrItsRunTheRegistrationIsClosed() {
    clock.moveTo(TestTime.START.plus(Duration.ofDays(8)));
    assertThat(get(link()).getStatusCode()).isEqualTo(HttpStatus.GONE);
    assertThat(post(link(), Map.of()).getBody()).contains("Registration is closed");
    clock.reset();
    assertThat(get(link()).getStatusCode()).isEqualTo(HttpStatus.OK);
    control.cancel(run.id(), "ops");
    assertThat(post(link(), Map.of()).getStatusCode()).isEqualTo(HttpStatus.GONE);
    assertThat(count("contact")).isZero();
  }

  @Test
  void aRegistrationThatClosesOnAPlannedDateMovesWithIt() {
    db.sql("update registration set closes_on = 'start' where run_id = :run")
        .param("run", run.id())
        .update();
    planned(Duration.ofDays(1));
    clock.moveTo(TestTime.START.plus(Duration.ofDays(2)));
    assertThat(get(link()).getStatusCode()).isEqualTo(HttpStatus.GONE);
    planned(Duration.ofDays(3));
    assertThat(get(link()).getStatusCode()).isEqualTo(HttpStatus.OK);
  }

  @Test
  void aRunWithoutRegistrationSaysThatItHasNotBegun() {
    var quiet = given.run("sop-a");
    assertThat(get(links.of(quiet, "moments")).getBody()).contains("Registration has not begun");
  }

  @Test
  void anotherSystemRegistersPeopleWithTheSameRules() {
    var path = "/api/runs/" + run.id() + "/registrations";
    var answers =
        Map.<String, Object>of(
            "name", "Ada Byron", "email", "ada@analytical.example", "consent_EMAIL", true);
    var taken = api(path, Map.of("channel", "partner-acme", "answers", answers));
    assertThat(taken.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(taken.getBody())
        .containsEntry("registered", true)
        .containsEntry("source", run.code());
    assertThat(marks(onlyContact())).containsEntry("sourceChannel", "partner-acme");
    api(path, Map.of("channel", "partner-acme", "answers", answers));
    onlyContact();
    var bad = api(path, Map.of("channel", "partner-acme", "answers", Map.of("name", "Bob")));
    assertThat(bad.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
    assertThat((String) bad.getBody().get("detail")).contains("'email': Please fill this in.");
    assertThat((String) api(path, Map.of("channel", "Bad Word!")).getBody().get("detail"))
        .contains("A channel is a word");
    assertThat(api("/api/runs/404/registrations", Map.of("channel", "x")).getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
    control.cancel(run.id(), "ops");
    assertThat(api(path, Map.of("channel", "x")).getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(http.postForEntity(path, Map.of("channel", "x"), String.class).getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void opsSeesTheLinksAndHowManyCameByEach() throws Exception {
    post(link(), Map.of());
    var part = ops("/runs/" + run.id() + "/registration?channel=partner-acme");
    assertThat(part)
        .contains("1 person registered", link(), links.of(run.id(), "partner-acme"), "data-copy")
        .contains("until Mon 9 Mar 2026");
    assertThat(ops("/runs/" + run.id() + "/registration?channel=Bad+Word"))
        .contains("A channel is a word of small letters");
    assertThat(ops("/runs/" + given.run("sop-a") + "/registration")).doesNotContain("<h2");
  }

  private Run start() {
    return control.start(
        new RunOrder(
            "open-evening", "everyone", null, Map.of("theme", "Peaks & lows"), "Evening", "ops"));
  }

  private void words(String language, String text) {
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

  private void planned(Duration fromStart) {
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

  private String link() {
    return links.of(run.id(), "moments");
  }

  private long onlyContact() {
    return db.sql("select id from contact").query(Long.class).single();
  }

  private Map<String, String> marks(long contact) {
    var marks = new HashMap<String, String>();
    db.sql("select mark, mark_value from participant_mark where contact_id = :c")
        .param("c", contact)
        .query(
            row -> {
              marks.put(row.getString(1), row.getString(2));
            });
    return marks;
  }

  private List<Long> everything() {
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

  private long count(String table) {
    return db.sql("select count(*) from " + table).query(Long.class).single();
  }

  private ResponseEntity<String> get(String link) {
    return get(link, "en");
  }

  private ResponseEntity<String> get(String link, String language) {
    var headers = new HttpHeaders();
    headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
    headers.setAccept(List.of(MediaType.TEXT_HTML));
    return http.exchange(here(link), HttpMethod.GET, new HttpEntity<>(headers), String.class);
  }

  private ResponseEntity<String> post(String link, Map<String, String> but) {
    return post(link, but, "en");
  }

  private ResponseEntity<String> post(String link, Map<String, String> but, String language) {
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
  private URI here(String link) {
    return URI.create(http.getRootUri() + link.replaceFirst("^https?://[^/]+", ""));
  }

  @SuppressWarnings("unchecked")
  private ResponseEntity<Map<String, Object>> api(String path, Map<String, Object> body) {
    return (ResponseEntity<Map<String, Object>>)
        (ResponseEntity<?>) http.withBasicAuth("ops", "ops").postForEntity(path, body, Map.class);
  }

  private String personal(long contact) {
    return links.of(run.id(), Channel.SMS, contact);
  }

  private String ops(String path) throws UnsupportedEncodingException {
    var page = console.get().uri(path).with(user("ops").roles("ops")).exchange();
    assertThat(page).hasStatusOk();
    return page.getResponse().getContentAsString();
  }
}
