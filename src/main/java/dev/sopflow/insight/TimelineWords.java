package dev.sopflow.insight;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says happenings, states and reasons in the reader's words. */
@Component("insightWords")
class TimelineWords {

  private final MessageSource messages;

  TimelineWords(MessageSource messages) {
    this.messages = messages;
  }

  /** A sentence; a word that no bundle knows is shown as a plain word. */
  String say(String room, String kind, String reason, String channel) {
    var code = "insight.%s.%s".formatted(room.toLowerCase(Locale.ROOT), kind);
    var happened = text(code, plain(kind), channel(channel));
    return reason == null ? happened : happened + ": " + reason(reason);
  }

  /** Why, in words; empty for null. Pages call it. */
  public String reason(String reason) {
    return reason == null ? "" : text("insight.reason." + reason, plain(reason));
  }

  /** What feedback was about; a topic that no bundle knows is shown as a plain word. */
  public String topic(String topic) {
    return topic.isEmpty()
        ? text("insight.review.topic.none", "")
        : text("worklist.topic." + topic, plain(topic.replace('-', ' ')));
  }

  String channel(String channel) {
    return channel == null
        ? text("insight.channel.none", "")
        : text("insight.channel." + channel, plain(channel));
  }

  private String text(String code, String otherwise, Object... args) {
    return messages.getMessage(code, args, otherwise, LocaleContextHolder.getLocale());
  }

  private static String plain(String word) {
    var words = word.toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
