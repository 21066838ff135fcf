package dev.sopflow.touch.sms;

import com.twilio.twiml.MessagingResponse;
import com.twilio.twiml.messaging.Body;
import com.twilio.twiml.messaging.Message;
import dev.sopflow.contact.Channel;
import dev.sopflow.content.Sender;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import dev.sopflow.touch.sms.Keywords.Wish;
import dev.sopflow.touch.sms.Writers.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What readers write to us: they refuse, agree again, ask who we are, or answer. */
@Component
class Inbound {

  private final Feedback feedback;
  private final Keywords keywords;
  private final Writers writers;
  private final MessageSource messages;
  private final Sender sender;

  Inbound(
      Feedback feedback,
      Keywords keywords,
      Writers writers,
      MessageSource messages,
      Sender sender) {
    this.feedback = feedback;
    this.keywords = keywords;
    this.writers = writers;
    this.messages = messages;
    this.sender = sender;
  }

  /**
   * @param said the fields of a call that Twilio signed
   * @return what Twilio is to answer the writer, in its language for that
   */
  String take(Map<String, String> said) {
    var from = Numbers.plain(said.get("From"));
    var sid = said.getOrDefault("MessageSid", said.get("SmsSid"));
    if (from == null || sid == null) {
      return silence();
    }
    var writer = writers.of(from);
    var wish = wishOf(said, writer);
    if (wish == Wish.HELP) {
      return isAnswered(said) ? silence() : help(writer);
    }
    feedback.take(signal(kind(wish), from, sid, said, writer));
    return silence();
  }

  /** Twilio says itself what it took a message for where it is set up to answer such messages. */
  private Wish wishOf(Map<String, String> said, Optional<Writer> writer) {
    if (isAnswered(said)) {
      return Wish.valueOf(said.get("OptOutType"));
    }
    var wish = keywords.wishOf(said.getOrDefault("Body", ""));
    return wish == Wish.YES && !writer.map(Writer::hasRefused).orElse(false) ? Wish.NONE : wish;
  }

  private static boolean isAnswered(Map<String, String> said) {
    return said.getOrDefault("OptOutType", "").matches("STOP|START|HELP");
  }

  private static Signal.Kind kind(Wish wish) {
    return switch (wish) {
      case STOP -> Signal.Kind.REFUSED;
      case START, YES -> Signal.Kind.ALLOWED;
      case HELP, NONE -> Signal.Kind.REPLIED;
    };
  }

  private static Signal signal(
      Signal.Kind kind,
      String from,
      String sid,
      Map<String, String> said,
      Optional<Writer> writer) {
    return new Signal(
        kind,
        Channel.SMS,
        writer.map(Writer::touchId).orElse(null),
        from,
        null,
        "twilio",
        sid,
        attached(said.getOrDefault("NumMedia", "0")),
        null,
        kind == Signal.Kind.REPLIED ? said.getOrDefault("Body", "") : null,
        new Signal.Route(null, Numbers.ours(said.get("To"))));
  }

  /** Pictures stay with Twilio; whoever reads the answer should know that there are some. */
  private static String attached(String count) {
    return count.equals("0") ? null : "attached: " + count;
  }

  private String help(Optional<Writer> writer) {
    var language = writer.map(Writer::language).map(Locale::forLanguageTag).orElse(Locale.ENGLISH);
    var words = messages.getMessage("sms.help", new Object[] {sender.company()}, language);
    return new MessagingResponse.Builder()
        .message(new Message.Builder().body(new Body.Builder(words).build()).build())
        .build()
        .toXml();
  }

  private static String silence() {
    return new MessagingResponse.Builder().build().toXml();
  }
}
