package dev.sopflow.touch.sms;

import com.twilio.exception.ApiException;
import dev.sopflow.touch.Outcome;
import dev.sopflow.touch.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.stereotype.Component;

/**
 * What Twilio's codes mean, in its answer to our call and in its later report. They stand in {@code
 * touch/twilio-codes.properties}, because Twilio splits them over time; an unknown 21xxx is for
 * good, an unknown 30xxx passes.
 */
@Component
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
    return switch (word("" + code, 0, byRange(code, status))) {
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

  /**
   * What it means that a message did not arrive.
   *
   * @param code or null
   */
  Signal.Kind reported(String code) {
    var isCarriers = code != null && code.matches("30\\d{3}");
    return Signal.Kind.valueOf(word(code, 1, isCarriers ? "DELAYED" : "FAILED"));
  }

  private String word(String code, int place, String otherwise) {
    var words = codes.getProperty("" + code);
    return words == null ? otherwise : words.split(",")[place].strip();
  }
}
