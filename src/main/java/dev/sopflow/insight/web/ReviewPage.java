package dev.sopflow.insight.web;

import dev.sopflow.insight.ReviewBook;
import dev.sopflow.insight.ReviewFigures;
import dev.sopflow.insight.ReviewOrders;
import dev.sopflow.insight.Reviews;
import dev.sopflow.insight.RunReview;
import dev.sopflow.insight.VisitNotes;
import dev.sopflow.run.RunEngine;
import dev.sopflow.run.Runs;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What came of a run: live until its model takes the review, then as it was taken. */
@Controller
class ReviewPage {

  private static final int NOTES = 30;

  private final Runs runs;
  private final Reviews reviews;
  private final ReviewOrders orders;
  private final ReviewBook book;
  private final ReviewWords words;
  private final EarlierRuns earlier;
  private final VisitNotes notes;
  private final RunEngine engine;

  ReviewPage(
      Runs runs,
      Reviews reviews,
      ReviewOrders orders,
      ReviewBook book,
      ReviewWords words,
      EarlierRuns earlier,
      VisitNotes notes,
      RunEngine engine) {
    this.runs = runs;
    this.reviews = reviews;
    this.orders = orders;
    this.book = book;
    this.words = words;
    this.earlier = earlier;
    this.notes = notes;
    this.engine = engine;
  }

  /**
   * For other systems.
   *
   * @param review null until one was taken
   * @param figures as they were taken, else as they stand now
   */
  record ReviewView(RunReview review, ReviewFigures figures) {}

  @GetMapping("/runs/{id}/review")
  String show(@PathVariable long id, Model page) {
    var run = runs.get(id);
    var view = view(id);
    var stages = words.stages(view.figures().order());
    page.addAttribute("run", run);
    page.addAttribute("review", view.review());
    page.addAttribute("figures", view.figures());
    page.addAttribute("names", stages);
    page.addAttribute("funnel", FunnelSheet.of(view.figures().funnel(), stages));
    page.addAttribute("earlier", earlier.besides(id, stages));
    page.addAttribute("notes", notes.byTopic(id, NOTES));
    page.addAttribute("waiting", waitingFor(id));
    return "insight/review";
  }

  @GetMapping("/api/runs/{id}/review")
  @ResponseBody
  ReviewView api(@PathVariable long id) {
    runs.get(id);
    return view(id);
  }

  /** What the last reviewed run of an SOP taught, or of every SOP, as a part of other pages. */
  @GetMapping("/runs/lessons")
  String lessons(@RequestParam(required = false) String sop, Model page) {
    var lessons = sop == null ? book.lessons() : book.lessonsOf(sop).stream().toList();
    page.addAttribute("lessons", lessons);
    return "insight/review :: lessons";
  }

  private ReviewView view(long id) {
    return reviews
        .find(id)
        .map(taken -> new ReviewView(taken, taken.figures()))
        .orElseGet(() -> new ReviewView(null, reviews.live(id, orders.of(id))));
  }

  private List<RunEngine.Waiting> waitingFor(long id) {
    return engine.waiting().stream().filter(one -> one.runId() == id).toList();
  }
}
