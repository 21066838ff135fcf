package dev.sopflow.insight.web;

import dev.sopflow.insight.Rate;
import dev.sopflow.insight.ReviewBook;
import java.util.List;
import org.springframework.stereotype.Component;

/** A run beside earlier reviewed ones of its SOP, stage by stage. */
@Component
class EarlierRuns {

  private static final int SHOWN = 10;

  private final ReviewBook book;
  private final ReviewWords words;

  EarlierRuns(ReviewBook book, ReviewWords words) {
    this.book = book;
    this.words = words;
  }

  /**
   * A reviewed run.
   *
   * @param rates of everyone, in the order of the stages asked for; null where that run had no such
   *     stage
   */
  record Earlier(ReviewBook.Reviewed run, int participants, List<Rate> rates) {}

  /**
   * @param stages names, everyone first
   */
  List<Earlier> besides(long runId, List<String> stages) {
    return book.besides(runId, SHOWN).stream().map(run -> beside(run, stages)).toList();
  }

  private Earlier beside(ReviewBook.Reviewed run, List<String> stages) {
    var figures = run.review().figures();
    var all = figures.funnel().all();
    var own = words.stages(figures.order());
    var rates =
        stages.stream()
            .map(own::indexOf)
            .map(at -> at < 0 ? null : new Rate(all.levels().get(at).passed(), all.participants()))
            .toList();
    return new Earlier(run, all.participants(), rates);
  }
}
