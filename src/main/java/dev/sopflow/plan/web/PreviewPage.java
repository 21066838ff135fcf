package dev.sopflow.plan.web;

import dev.sopflow.form.Filled;
import dev.sopflow.form.Form;
import dev.sopflow.form.Forms;
import dev.sopflow.plan.Overlaps;
import dev.sopflow.plan.PlanEngine;
import dev.sopflow.plan.Planning;
import dev.sopflow.plan.RunDate;
import dev.sopflow.run.ChosenDates;
import dev.sopflow.run.RunEngine;
import dev.sopflow.web.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The part of the start page that shows the plan before the run begins. */
@Controller
@RequestMapping("/runs/new/plan")
class PreviewPage {

  private final PlanEngine engine;
  private final Planning planning;
  private final Overlaps overlaps;
  private final RunEngine runs;
  private final Forms forms;
  private final Clock clock;

  PreviewPage(
      PlanEngine engine,
      Planning planning,
      Overlaps overlaps,
      RunEngine runs,
      Forms forms,
      Clock clock) {
    this.engine = engine;
    this.planning = planning;
    this.overlaps = overlaps;
    this.runs = runs;
    this.forms = forms;
    this.clock = clock;
  }

  /** The button, and the plan at once if dates were chosen; nothing for an SOP without dates. */
  @GetMapping
  String offer(
      @RequestParam MultiValueMap<String, String> given, @RequestParam String sop, Model page) {
    page.addAttribute("sop", sop);
    page.addAttribute("chosen", ChosenDates.in(given));
    page.addAttribute("plans", engine.plans(sop));
    return "plan/preview :: offer";
  }

  @PostMapping
  String show(
      @RequestParam MultiValueMap<String, String> given,
      @RequestParam String sop,
      @RequestParam(defaultValue = "") String audience,
      Locale reader,
      Model page) {
    var filled = forms.read(formOf(sop), given, reader);
    try {
      var plan = plan(sop, variables(filled, audience, given));
      page.addAttribute("dates", plan);
      page.addAttribute("late", plan.stream().filter(date -> date.late()).count());
      page.addAttribute("overlaps", overlapping(plan, audience));
    } catch (IllegalArgumentException | NotFound wrong) {
      page.addAttribute("wrong", wrong.getMessage());
      page.addAttribute("problems", filled.problems().values());
      page.addAttribute("chosen", ChosenDates.in(given));
    }
    return "plan/preview :: plan";
  }

  /**
   * A date as the page shows it.
   *
   * @param counted what stands in its field unless a person chooses: empty for one that is late
   * @param late whether its own time has passed and it does not just stay
   */
  record Planned(RunDate date, String counted, boolean late) {

    static Planned of(RunDate date, Instant now) {
      var late =
          date.countedAt().isBefore(now)
              && (date.state() != RunDate.State.PLANNED || date.byHand());
      return new Planned(date, late ? "" : date.countedLocal().toString(), late);
    }

    /** What stands in its field. */
    public String value() {
      return date.byHand() ? date.local().toString() : counted;
    }
  }

  private List<Planned> plan(String sop, Map<String, Object> variables) {
    var order =
        engine
            .draft(sop, variables)
            .orElseThrow(() -> new IllegalArgumentException("This SOP plans no dates"));
    return planning.plan(order).stream()
        .sorted(Comparator.comparing(RunDate::at))
        .map(date -> Planned.of(date, clock.instant()))
        .toList();
  }

  private static Map<String, Object> variables(
      Filled filled, String audience, MultiValueMap<String, String> given) {
    var variables = new HashMap<String, Object>(filled.values());
    variables.put("audience", audience);
    variables.putAll(ChosenDates.in(given));
    return variables;
  }

  private List<Overlaps.Overlap> overlapping(List<Planned> plan, String audience) {
    return audience.isBlank()
        ? List.of()
        : overlaps.of(plan.stream().map(Planned::date).toList(), audience, clock.instant());
  }

  private Form formOf(String sop) {
    return runs.startForm(sop).map(forms::parse).orElse(Form.NONE);
  }
}
