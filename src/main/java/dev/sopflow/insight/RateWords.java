package dev.sopflow.insight;

import java.text.NumberFormat;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says how sure a rate is. Pages call it. */
@Component("rateWords")
public class RateWords {

  private final MessageSource messages;

  RateWords(MessageSource messages) {
    this.messages = messages;
  }

  /** For example: 5 of 40: 12 %, surely between 5 % and 26 %. */
  public String say(Rate rate) {
    return text(
        rate.whole() == 0 ? "insight.rate.nobody" : "insight.rate",
        rate.part(),
        rate.whole(),
        percent(rate.share()),
        percent(rate.low()),
        percent(rate.high()));
  }

  /** What a rate is surely between, for example: 5 % to 26 %. */
  public String range(Rate rate) {
    return text("insight.rate.range", percent(rate.low()), percent(rate.high()));
  }

  /** A share in per cent; small ones with a decimal, which makes the difference for them. */
  public String percent(double share) {
    var percent = NumberFormat.getPercentInstance(LocaleContextHolder.getLocale());
    percent.setMaximumFractionDigits(share < 0.1 ? 1 : 0);
    return percent.format(share);
  }

  private String text(String code, Object... args) {
    return messages.getMessage(code, args, LocaleContextHolder.getLocale());
  }
}
