package dev.sopflow.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contact;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** What visitors, other systems and ops see of a registration. */
@SopflowTest
class RegisterPageTest extends RegistrationStories {

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
                "question", "Why? How?"));
    assertThat(consents.of(ada))
        .singleElement()
        .matches(it -> it.granted() && it.channel() == Channel.EMAIL)
        .extracting(Consents.Consent::source)
        .isEqualTo(run.code() + " moments");
  }

  @Test
  void theSameAgainAnswersTheSameAndDoublesNothing() {
    var said = Map.of("question", "Why?\r\nHow?");
    var first = post(link(), said);
    var before = everything();
    var again = post(link(), said);
    assertThat(again.getBody()).isEqualTo(first.getBody());
    assertThat(everything()).isEqualTo(before);
    post(links.of(run.id(), "poster"), Map.of());
    assertThat(marks(onlyContact())).containsEntry("sourceChannel", "moments");
  }

  @Test
  void whoRegistersShowsInterestOnceForEachRun() {
    post(link(), Map.of("question", "Why?"));
    post(link(), Map.of("question", "And how?"));
    var shown = engagement.levelOf(onlyContact());
    assertThat(shown.points()).isEqualTo(5);
    assertThat(shown.raisedAt()).isEqualTo(clock.instant());
    assertThat(shown.word()).isEqualTo("some");
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
}
