package dev.sopflow.touch.sms;

import com.twilio.exception.ApiException;
import dev.sopflow.touch.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What Twilio's answer means. The codes stand in {@code touch/twilio-codes.properties}, because
 * Twilio splits them over time; an unknown 21xxx is for good, an unknown 30xxx passes.
 */
final class TwilioAnswers {

  private static final int TOO_MANY_REQUESTS = 429;

  private final Properties codes = new Properties();

  TwilioAnswers() {
    try (var in = TwilioAnswers.class.getResourceAsStream("/touch/twilio-codes.properties")) {
      codes.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Outcome of(ApiException answer) {
    var status = answer.getStatusCode() == null ? 500 : answer.getStatusCode();
    var words = answer.getCode() == null ? "HTTP " + status : "Twilio " + answer.getCode();
    if (status == TOO_MANY_REQUESTS) {
      return Outcome.notNow(words);
    }
    return status >= 500 ? Outcome.unclear(words) : byCode(answer.getCode(), status, words);
  }

  private Outcome byCode(Integer code, int status, String words) {
    return switch (codes.getProperty("" + code, byRange(code, status)).strip()) {
      case "OPTED_OUT" -> Outcome.optedOut(words);
      case "CHANNEL_DOWN" -> Outcome.channelDown(words);
      case "NOT_NOW" -> Outcome.notNow(words);
      case "BUSY" -> Outcome.busy(words);
      default -> Outcome.refused(words);
    };
  }

  private static String byRange(Integer code, int status) {
    if (status == 401 || status == 403) {
      return "CHANNEL_DOWN";
    }
    return code != null && code / 1000 == 30 ? "BUSY" : "REFUSED";
  }
}
