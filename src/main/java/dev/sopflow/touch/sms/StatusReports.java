package dev.sopflow.touch.sms;

import dev.sopflow.contact.Channel;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import dev.sopflow.touch.TouchTokens;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How a message of ours fares on its way. Twilio's reports come in any order, and repeatedly. */
@Component
class StatusReports {

  private final Feedback feedback;
  private final TouchTokens tokens;
  private final TwilioAnswers answers;

  StatusReports(Feedback feedback, TouchTokens tokens, TwilioAnswers answers) {
    this.feedback = feedback;
    this.tokens = tokens;
    this.answers = answers;
  }

  /**
   * @param said the fields of a call that Twilio signed
   */
  void take(Map<String, String> said) {
    var sid = said.getOrDefault("MessageSid", said.get("SmsSid"));
    var status = said.getOrDefault("MessageStatus", said.get("SmsStatus"));
    if (sid != null && status != null) {
      kind(status, said.get("ErrorCode"))
          .ifPresent(kind -> feedback.take(signal(kind, sid, status, said)));
    }
  }

  private Optional<Signal.Kind> kind(String status, String code) {
    return switch (status) {
      case "accepted", "queued", "sending", "sent" -> Optional.of(Signal.Kind.SENT);
      case "delivered", "read" -> Optional.of(Signal.Kind.DELIVERED);
      case "undelivered", "failed" -> Optional.of(answers.reported(code));
      case "canceled" -> Optional.of(Signal.Kind.FAILED);
      default -> Optional.empty();
    };
  }

  private Signal signal(Signal.Kind kind, String sid, String status, Map<String, String> said) {
    var touch =
        tokens
            .read(said.get(TwilioWebhooks.TOUCH))
            .or(() -> feedback.touchOfProvider(Channel.SMS, sid));
    return new Signal(
        kind,
        Channel.SMS,
        touch.orElse(null),
        Numbers.plain(said.get("To")),
        null,
        "twilio",
        sid + ":" + status,
        detail(status, said.get("ErrorCode")),
        null,
        null);
  }

  private static String detail(String status, String code) {
    return code == null ? status : status + ", Twilio " + code;
  }
}
