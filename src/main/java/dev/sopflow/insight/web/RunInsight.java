package dev.sopflow.insight.web;

import dev.sopflow.insight.Measures;
import dev.sopflow.insight.RunFigures;
import dev.sopflow.insight.RunTouches;
import dev.sopflow.insight.StepNames;
import dev.sopflow.run.ParticipantList;
import dev.sopflow.run.Runs;
import java.util.HashMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The parts of a run's page that show figures and touches. */
@Controller
class RunInsight {

  private static final int TOUCHES = 15;

  private final Runs runs;
  private final Measures measures;
  private final RunFigures figures;
  private final RunTouches touches;
  private final ParticipantList participants;
  private final StepNames steps;
  private final RunRates rates;

  RunInsight(
      Runs runs,
      Measures measures,
      RunFigures figures,
      RunTouches touches,
      ParticipantList participants,
      StepNames steps,
      RunRates rates) {
    this.runs = runs;
    this.measures = measures;
    this.figures = figures;
    this.touches = touches;
    this.participants = participants;
    this.steps = steps;
    this.rates = rates;
  }

  @GetMapping("/runs/{id}/figures")
  String figures(@PathVariable long id, Model page) {
    page.addAttribute("run", runs.get(id));
    page.addAttribute("feedback", measures.of(id, null));
    page.addAttribute("states", participants.byState(id));
    page.addAttribute("steps", figures.steps(id));
    page.addAttribute("dropped", figures.dropped(id));
    page.addAttribute("visits", figures.visits(id));
    page.addAttribute("names", steps.of(id));
    rates.show(id, page);
    return "insight/figures :: figures";
  }

  @GetMapping("/runs/{id}/touches")
  String touches(@PathVariable long id, Model page) {
    page.addAttribute("run", runs.get(id));
    page.addAttribute("names", steps.of(id));
    page.addAttribute("upcoming", touches.upcoming(id, TOUCHES));
    page.addAttribute("recent", touches.recent(id, TOUCHES));
    return "insight/touches :: touches";
  }

  /** Messages of running runs that somebody should look at. */
  @GetMapping("/runs/troubles")
  String troubles(Model page) {
    var troubles = touches.troubles(TOUCHES);
    var names = new HashMap<String, String>();
    troubles.stream()
        .map(RunTouches.RunTouch::runId)
        .distinct()
        .forEach(run -> names.putAll(steps.of(run)));
    page.addAttribute("troubles", troubles);
    page.addAttribute("doubts", touches.countInDoubt());
    page.addAttribute("names", names);
    return "insight/touches :: troubles";
  }
}
