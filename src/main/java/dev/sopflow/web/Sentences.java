package dev.sopflow.web;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says in the reader's words why something can't be taken. */
@Component
public class Sentences {

  private final MessageSource messages;

  Sentences(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * A sentence for whoever asked.
   *
   * @param code of the message bundle
   */
  public String say(String code, Object... args) {
    return messages.getMessage(code, args, LocaleContextHolder.getLocale());
  }

  /** As {@link #say}, to be thrown. */
  public IllegalArgumentException because(String code, Object... args) {
    return new IllegalArgumentException(say(code, args));
  }
}
