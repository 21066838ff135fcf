package dev.sopflow.plan.web;

import dev.sopflow.plan.DateMoves;
import dev.sopflow.plan.RunDates;
import dev.sopflow.run.Runs;
import dev.sopflow.run.WrongState;
import java.security.Principal;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The part of a run's page that shows its dates and changes them. */
@Controller
@RequestMapping("/runs/{id}/dates")
class DatesPage {

  private final RunDates dates;
  private final DateMoves moves;
  private final Runs runs;
  private final Clock clock;

  DatesPage(RunDates dates, DateMoves moves, Runs runs, Clock clock) {
    this.dates = dates;
    this.moves = moves;
    this.runs = runs;
    this.clock = clock;
  }

  @GetMapping
  String show(@PathVariable long id, Model page) {
    page.addAttribute("run", runs.get(id));
    page.addAttribute("dates", dates.of(id));
    page.addAttribute("now", clock.instant());
    return "plan/dates :: dates";
  }

  /** Answers with the same part anew: what is wrong, or that it is moved. */
  @PostMapping("/{name}")
  String move(
      @PathVariable long id,
      @PathVariable String name,
      @RequestParam(defaultValue = "") String at,
      Principal user,
      Model page) {
    try {
      moves.move(id, name, at, user.getName());
      page.addAttribute("moved", dates.get(id, name));
    } catch (IllegalArgumentException | WrongState wrong) {
      page.addAttribute("wrong", wrong.getMessage());
    }
    return show(id, page);
  }
}
