package dev.sopflow.insight;

import dev.sopflow.access.Reps;
import dev.sopflow.journal.Notices;
import dev.sopflow.run.Runs;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Tells colleagues of an approved review. */
@Component
class ReviewNotes {

  private final Reps colleagues;
  private final Notices notices;
  private final Runs runs;
  private final MessageSource messages;

  ReviewNotes(Reps colleagues, Notices notices, Runs runs, MessageSource messages) {
    this.colleagues = colleagues;
    this.notices = notices;
    this.runs = runs;
    this.messages = messages;
  }

  void send(long runId, RunReview.Decision decision) {
    decision.colleagues().forEach(this::check);
    if (decision.approved()) {
      var text = say(runs.get(runId).name());
      decision.colleagues().forEach(one -> notices.send(one, runId, text, page(runId)));
    }
  }

  private void check(String recipient) {
    if (!colleagues.isRecipient(recipient)) {
      throw new IllegalArgumentException(
          "Nobody is called '%s'; name colleagues by their user names, or rep, ops or admin for all of them"
              .formatted(recipient));
    }
  }

  private String say(String runName) {
    return messages.getMessage(
        "insight.review.note", new Object[] {runName}, LocaleContextHolder.getLocale());
  }

  private static String page(long runId) {
    return "/runs/" + runId + "/review";
  }
}
