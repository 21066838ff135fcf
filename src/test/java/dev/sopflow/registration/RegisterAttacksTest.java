package dev.sopflow.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.house.SopflowTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** What strangers, programs and hasty fingers do to a public page. */
@SopflowTest
class RegisterAttacksTest extends RegistrationStories {

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
            token.replace("moments.0.", "moments.1."),
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
  void whoTakesTheirRefusalOfEverythingBackTakesPartAgain() {
    var ada = given.person("Ada Byron", null);
    var mail = Map.of("email", "p" + ada + "@people.example", "phone", "");
    post(link(), mail);
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("ACTIVE");
    consents.refuse(ada, null, "a call", "rep1");
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("OPTED_OUT");
    post(link(), mail);
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("OPTED_OUT");
    post(personal(ada), mail);
    assertThat(given.stateIn(run.id(), ada)).isEqualTo("ACTIVE");
    assertThat(db.sql("select active_sop from participant").query(String.class).single())
        .startsWith("open-evening");
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
}
