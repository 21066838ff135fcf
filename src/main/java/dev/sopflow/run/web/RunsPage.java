package dev.sopflow.run.web;

import dev.sopflow.audience.Audiences;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunEngine;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.Runs;
import dev.sopflow.web.NotFound;
import dev.sopflow.web.Page;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** All runs, and the form that starts one. */
@Controller
@RequestMapping("/runs")
class RunsPage {

  private final Runs runs;
  private final RunControl control;
  private final RunEngine engine;
  private final Audiences audiences;

  RunsPage(Runs runs, RunControl control, RunEngine engine, Audiences audiences) {
    this.runs = runs;
    this.control = control;
    this.engine = engine;
    this.audiences = audiences;
  }

  /** What the form says; texts may be blank. */
  record StartForm(String sop, String audience, String name) {}

  @GetMapping
  String list(@RequestParam(defaultValue = "0") int page, Model model) {
    model.addAttribute("form", new StartForm("", "", ""));
    return fill(model, page);
  }

  /** The live count beside the audience. */
  @GetMapping("/audience-count")
  String count(@RequestParam(defaultValue = "") String audience, Model model) {
    model.addAttribute("count", audience.isBlank() ? null : audiences.count(audience));
    return "run/list :: count";
  }

  @PostMapping
  ModelAndView start(@ModelAttribute("form") StartForm form, Principal user, Model model) {
    try {
      var run = control.start(orderOf(form, user));
      return new ModelAndView("redirect:/runs/" + run.id());
    } catch (IllegalArgumentException | NotFound bad) {
      model.addAttribute("problem", bad.getMessage());
      return new ModelAndView(fill(model, 0), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }
  }

  private static RunOrder orderOf(StartForm form, Principal user) {
    return new RunOrder(form.sop(), form.audience(), null, null, form.name(), user.getName());
  }

  private String fill(Model model, int page) {
    var asked = new Page.Asked(page, Page.DEFAULT_SIZE);
    model.addAttribute("runs", asked.of(runs.list(asked.offset(), asked.size()), runs.count()));
    model.addAttribute("sops", engine.sops());
    model.addAttribute("audiences", audiences.all());
    return "run/list";
  }
}
