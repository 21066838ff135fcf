package dev.sopflow.run.web;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** A gate's figures, each with its name; a rate with the interval that was measured with it. */
  public List<String> figures(Map<String, Double> figures) {
    return figures.keySet().stream()
        .filter(name -> !isEnd(name, figures))
        .map(name -> figure(name, figures))
        .toList();
  }

  private static boolean isEnd(String name, Map<String, Double> figures) {
    return name.matches(".+Rate(Low|High)")
        && figures.containsKey(name.replaceFirst("(Low|High)$", ""));
  }

  private String figure(String name, Map<String, Double> figures) {
    var low = figures.get(name + "Low");
    var high = figures.get(name + "High");
    var figure = figure(name, figures.get(name));
    return low == null || high == null
        ? figure
        : text("run.figure.between", figure, figure, percent(low), percent(high));
  }

  private static String percent(double share) {
    var percent = NumberFormat.getPercentInstance(LocaleContextHolder.getLocale());
    percent.setMaximumFractionDigits(1);
    return percent.format(share);
  }

  /** A figure with its name; rates are shares and shown in per cent. */
  private String figure(String name, double value) {
    var number = NumberFormat.getNumberInstance(LocaleContextHolder.getLocale()).format(value);
    return text("run.figure." + name, name + " " + number, number, percent(value));
  }

  private String text(String code, String otherwise, Object... args) {
    return messages.getMessage(code, args, otherwise, LocaleContextHolder.getLocale());
  }
}
