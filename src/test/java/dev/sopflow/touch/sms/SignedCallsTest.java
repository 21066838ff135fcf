package dev.sopflow.touch.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that Twilio did not make, or not like this. */
@SopflowTest
class SignedCallsTest extends SmsStories {

  @Test
  void whatTwilioDidNotSignChangesNothing() {
    var form = Map.of("MessageSid", "SM9", "From", ADA, "Body", "STOP");
    var path = TwilioWebhooks.INBOUND;
    var body = TwilioCalls.encoded(form);
    var good = TwilioCalls.signature(path, form);
    var forged =
        IntStream.range(0, good.length())
            .mapToObj(
                i ->
                    good.substring(0, i)
                        + (good.charAt(i) == 'x' ? 'y' : 'x')
                        + good.substring(i + 1))
            .filter(signature -> !signature.equals(good))
            .collect(Collectors.toList());
    forged.add(null);
    forged.add("");
    forged.add(good.substring(0, good.length() - 1));
    forged.add(TwilioCalls.signature(TwilioWebhooks.STATUS, form));
    for (var signature : forged) {
      assertThat(twilio.post(path, body, signature).statusCode()).as(signature).isEqualTo(403);
    }
    assertThat(signals()).isEmpty();
    assertThat(refusesSms()).isFalse();
  }

  @Test
  void aSignatureHoldsForItsOwnWordsOnly() {
    var form = Map.of("MessageSid", "SM9", "From", ADA, "Body", "See you on Monday");
    var path = TwilioWebhooks.INBOUND;
    var good = TwilioCalls.signature(path, form);
    var body = TwilioCalls.encoded(form);
    for (var other :
        List.of(
            body.replace("See+you+on+Monday", "STOP"),
            body.replace("SM9", "SM8"),
            body + "&OptOutType=STOP",
            body + "&Body=STOP",
            "Body=STOP&" + body,
            body.substring(0, body.length() - 4),
            "")) {
      assertThat(twilio.post(path, other, good).statusCode()).as(other).isEqualTo(403);
    }
    for (var query :
        List.of("?OptOutType=STOP", "?Body=STOP", "?a=%zz", "?x|y", "?&&=", "?touch=1.x")) {
      assertThat(raw(path + query, body, good)).as(query).isNotIn(200, 204, 500);
    }
    assertThat(signals()).isEmpty();
    assertThat(twilio.post(path, body, good).statusCode()).isEqualTo(200);
    assertThat(signals()).hasSize(1);
  }

  /** As the words stand, whatever an address may hold. */
  private int raw(String path, String body, String signature) {
    try (var line = new Socket("localhost", port)) {
      var call =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Twilio-Signature: %s\r\n"
                  .formatted(path, signature)
              + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(body.length(), body);
      line.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ")[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noOtherWayOfWritingTheAddressLeadsAroundTheSignature() {
    var body = TwilioCalls.encoded(Map.of("MessageSid", "SM9", "From", ADA, "Body", "STOP"));
    for (var path :
        List.of(
            "/webhooks/%74wilio/inbound",
            "/webhooks/twilio/inbound/",
            "/webhooks//twilio/inbound",
            "/webhooks/twilio;a=b/inbound",
            "/webhooks/twilio/./inbound",
            "/WEBHOOKS/twilio/inbound")) {
      assertThat(raw(path, body, "x")).as(path).isBetween(300, 499);
    }
    assertThat(signals()).isEmpty();
  }

  @Test
  void aCallThatIsTooLargeOrHasTooManyFieldsIsTurnedAway() {
    var large = new HashMap<>(Map.of("MessageSid", "SM9", "From", ADA));
    large.put("Body", "x".repeat(70_000));
    assertThat(twilio.signed(TwilioWebhooks.INBOUND, large).statusCode()).isEqualTo(403);
    var many = new HashMap<>(Map.of("MessageSid", "SM9", "From", ADA, "Body", "STOP"));
    IntStream.range(0, 300).forEach(i -> many.put("Field" + i, "x"));
    assertThat(twilio.signed(TwilioWebhooks.INBOUND, many).statusCode()).isEqualTo(403);
    assertThat(signals()).isEmpty();
  }
}
