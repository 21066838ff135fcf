package dev.sopflow.insight.web;

import dev.sopflow.insight.ReviewOrder;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the stages of a review are called. */
@Component
class ReviewWords {

  private final MessageSource messages;

  ReviewWords(MessageSource messages) {
    this.messages = messages;
  }

  /** Everyone first, then the SOP's own stages, then the house's. */
  List<String> stages(ReviewOrder order) {
    var names = new ArrayList<String>();
    names.add(say("insight.review.everyone"));
    order.stages().forEach(stage -> names.add(stage.label()));
    for (var stage : ReviewOrder.HouseStage.values()) {
      names.add(say("insight.review.stage." + stage));
    }
    return names;
  }

  private String say(String code) {
    return messages.getMessage(code, null, LocaleContextHolder.getLocale());
  }
}
