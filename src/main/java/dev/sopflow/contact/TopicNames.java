package dev.sopflow.contact;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says the topics of the library in the reader's words. */
@Component
public class TopicNames {

  private final MessageSource messages;

  TopicNames(MessageSource messages) {
    this.messages = messages;
  }

  /** A topic of the team's own that no bundle knows is shown as the plain words that it is. */
  public String of(String topic, Locale locale) {
    return messages.getMessage("topic." + topic, null, plain(topic), locale);
  }

  private static String plain(String topic) {
    var words = topic.replace('-', ' ').replace('_', ' ').strip();
    return words.isEmpty()
        ? topic
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
