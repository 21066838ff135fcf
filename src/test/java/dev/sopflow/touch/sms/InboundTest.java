package dev.sopflow.touch.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What readers write back. */
@SopflowTest
class InboundTest extends SmsStories {

  @Autowired Contacts contacts;
  @Autowired Consents consents;
  @Autowired VirtualClock time;

  private String optOut(String sid, String type, String words) {
    return twilio
        .signed(
            TwilioWebhooks.INBOUND,
            Map.of("MessageSid", sid, "From", ADA, "Body", words, "OptOutType", type))
        .body();
  }

  @Test
  void stopRefusesAtOnceAndStartTakesItBack() {
    var planned = touch(2, "PLANNED", null);
    assertThat(twilio.text("SM10", ADA, "Stop!").statusCode()).isEqualTo(200);
    assertThat(refusesSms()).isTrue();
    assertThat(stateOf(planned)).isEqualTo("DROPPED");
    twilio.text("SM11", ADA, "START");
    assertThat(refusesSms()).isFalse();
  }

  @Test
  void anOldStopThatComesAgainDoesNotUndoALaterStart() {
    twilio.text("SM10", ADA, "STOP");
    twilio.text("SM11", ADA, "START");
    twilio.text("SM10", ADA, "STOP");
    assertThat(refusesSms()).isFalse();
    assertThat(signals()).hasSize(2);
  }

  @Test
  void whatComesByTheFallbackAgainIsStillOneRefusal() {
    twilio.text("SM10", ADA, "STOP");
    var again =
        Map.of(
            "MessageSid",
            "SM10",
            "From",
            ADA,
            "Body",
            "STOP",
            "ErrorCode",
            "11200",
            "ErrorUrl",
            TwilioCalls.PUBLIC_URL + TwilioWebhooks.INBOUND);
    assertThat(twilio.signed(TwilioWebhooks.INBOUND, again).statusCode()).isEqualTo(200);
    assertThat(signals()).containsExactly("REFUSED " + touch + " " + ada);
  }

  @Test
  void anAnswerIsKeptWithTheLastMessageThatWentToTheNumber() {
    var last = touch(2, "SENT", "SM2");
    touch(3, "PLANNED", null);
    twilio.text("SM10", ADA, "stop it please, when do we meet?");
    assertThat(signals()).containsExactly("REPLIED " + last + " " + ada);
    assertThat(db.sql("select body from touch_signal").query(String.class).single())
        .isEqualTo("stop it please, when do we meet?");
    assertThat(refusesSms()).isFalse();
  }

  @Test
  void whatStandsInOtherLettersArrivesWhole() {
    twilio.text("SM10", ADA, "你好 👋, à lundi & merci +1%");
    assertThat(db.sql("select body from touch_signal").query(String.class).single())
        .isEqualTo("你好 👋, à lundi & merci +1%");
  }

  @Test
  void yesTakesARefusalBackAndIsElseAnAnswer() {
    twilio.text("SM10", ADA, "Yes");
    twilio.text("SM11", ADA, "STOP");
    twilio.text("SM12", ADA, "Yes");
    assertThat(signals().stream().map(each -> each.split(" ")[0]))
        .containsExactly("REPLIED", "REFUSED", "ALLOWED");
    assertThat(refusesSms()).isFalse();
  }

  @Test
  void whoAsksForHelpHearsWhoWeAreAndHowToStop() {
    var answer = twilio.text("SM10", ADA, "HELP");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("xml");
    assertThat(answer.body()).contains("<Response><Message><Body>This is ", "STOP");
    assertThat(signals()).isEmpty();
  }

  @Test
  void helpComesInTheWritersLanguage() {
    contact("+81355550100", "ja");
    contact("+861355550100", "zh-CN");
    assertThat(twilio.text("SM10", "+81355550100", "HELP").body()).contains("停止");
    assertThat(twilio.text("SM11", "+861355550100", "帮助").body()).contains("退订");
    assertThat(twilio.text("SM12", "+12025550199", "帮助").body()).contains("STOP");
  }

  @Test
  void whatTwilioTookForARefusalIsOneAndItAnswersItself() {
    assertThat(optOut("SM10", "STOP", "laat maar")).doesNotContain("<Message>");
    assertThat(refusesSms()).isTrue();
    optOut("SM11", "START", "weer graag");
    assertThat(refusesSms()).isFalse();
    assertThat(optOut("SM12", "HELP", "HELP")).doesNotContain("<Message>");
    assertThat(signals()).hasSize(2);
  }

  @Test
  void aWhatsAppAddressIsItsNumber() {
    twilio.text("SM10", "whatsapp:" + ADA, "停止");
    assertThat(refusesSms()).isTrue();
  }

  @Test
  void whoSaysStopBeforeTheyAreKnownHasRefusedFromTheStart() {
    twilio.text("SM10", "+12025550199", "STOP");
    twilio.text("SM11", "+12025550188", "STOP");
    twilio.text("SM12", "+12025550188", "START");
    var bea = contacts.add(phone("Bea", "+12025550199"), "ops");
    var cay = contacts.add(phone("Cay", "+12025550188"), "ops");
    assertThat(refusals(bea)).containsExactly("SMS twilio");
    assertThat(refusals(cay)).isEmpty();
    twilio.text("SM13", "+12025550199", "START");
    assertThat(refusals(bea)).isEmpty();
  }

  @Test
  void whoIsFoundToHaveANumberThatSaidStopRefusesFromThenOn() {
    consents.grant(ada, Channel.SMS, "form", "ops");
    time.moveTo(time.instant().plusSeconds(60));
    twilio.text("SM10", "+12025550199", "STOP");
    contacts.know(ada, new Identity(IdentityKind.PHONE, "+12025550199"), "ops");
    assertThat(refusals(ada)).containsExactly("SMS twilio");
  }

  private static Profile phone(String name, String number) {
    return Profile.named(name).with(IdentityKind.PHONE, number);
  }

  private List<String> refusals(long contact) {
    return consents.of(contact).stream()
        .filter(said -> !said.granted())
        .map(said -> said.channel() + " " + said.source())
        .toList();
  }

  @Test
  void aWhatsAppAnswerCanBeAnsweredByWhatsApp() {
    var form =
        Map.of(
            "MessageSid",
            "SM10",
            "From",
            "whatsapp:" + ADA,
            "To",
            "whatsapp:+15550177",
            "Body",
            "Call me");
    assertThat(twilio.signed(TwilioWebhooks.INBOUND, form).statusCode()).isEqualTo(200);
    assertThat(db.sql("select our_address from touch_signal").query(String.class).single())
        .isEqualTo("whatsapp:+15550177");
  }

  @Test
  void whatNobodyKnownWritesIsKeptForOps() {
    assertThat(twilio.text("SM10", "+12025550199", "Who are you?").statusCode()).isEqualTo(200);
    assertThat(twilio.text("SM11", "ACME", "Your parcel").statusCode()).isEqualTo(200);
    assertThat(signals()).containsExactly("REPLIED 0 0", "REPLIED 0 0");
  }

  @Test
  void aPictureWithoutWordsIsAnAnswerToo() {
    var form = Map.of("MessageSid", "MM1", "From", ADA, "Body", "", "NumMedia", "1");
    assertThat(twilio.signed(TwilioWebhooks.INBOUND, form).statusCode()).isEqualTo(200);
    assertThat(signals()).containsExactly("REPLIED " + touch + " " + ada);
  }
}
