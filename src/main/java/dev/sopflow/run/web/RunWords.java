package dev.sopflow.run.web;

import java.text.NumberFormat;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says a gate's words and figures in the reader's words. */
@Component("runWords")
class RunWords {

  private final MessageSource messages;

  RunWords(MessageSource messages) {
    this.messages = messages;
  }

  /** A verdict; one that only the team's own table knows is shown as a plain word. */
  public String verdict(String verdict) {
    return text("run.verdict." + verdict, verdict.toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /** A figure with its name; rates are shares and shown in per cent. */
  public String figure(String name, double value) {
    var locale = LocaleContextHolder.getLocale();
    var percent = NumberFormat.getPercentInstance(locale);
    percent.setMaximumFractionDigits(1);
    var number = NumberFormat.getNumberInstance(locale).format(value);
    return text("run.figure." + name, name + " " + number, number, percent.format(value));
  }

  private String text(String code, String otherwise, Object... args) {
    return messages.getMessage(code, args, otherwise, LocaleContextHolder.getLocale());
  }
}
