package dev.sopflow.run.web;

import dev.sopflow.audience.Audiences;
import dev.sopflow.form.Filled;
import dev.sopflow.form.Form;
import dev.sopflow.form.Forms;
import dev.sopflow.run.ChosenDates;
import dev.sopflow.run.Run;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunEngine;
import dev.sopflow.run.RunOrder;
import dev.sopflow.run.UnknownSop;
import dev.sopflow.web.NotFound;
import java.security.Principal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Starts a run: whom it is for, what it is called, and what the SOP's own start form asks. */
@Controller
@RequestMapping("/runs/new")
class StartPage {

  /** What the page asks for every SOP, whether or not its form does. */
  private static final Set<String> ASKED_ANYWAY = Set.of("audience", "name");

  private final RunControl control;
  private final RunEngine engine;
  private final Audiences audiences;
  private final Forms forms;

  StartPage(RunControl control, RunEngine engine, Audiences audiences, Forms forms) {
    this.control = control;
    this.engine = engine;
    this.audiences = audiences;
    this.forms = forms;
  }

  /** What the page asks beside the SOP's own form; texts may be blank. */
  record Asked(String audience, String name) {}

  @GetMapping
  String ask(@RequestParam String sop, Model model) {
    model.addAttribute("asked", new Asked("", ""));
    return fill(model, sop, Filled.blank(formOf(sop)));
  }

  /** The live count beside the audience. */
  @GetMapping("/audience-count")
  String count(@RequestParam(defaultValue = "") String audience, Model model) {
    model.addAttribute("count", audience.isBlank() ? null : audiences.count(audience));
    return "run/new :: count";
  }

  @PostMapping
  ModelAndView start(
      @RequestParam MultiValueMap<String, String> given,
      @RequestParam String sop,
      Asked asked,
      Principal user,
      Locale reader,
      Model model) {
    var filled = forms.read(formOf(sop), given, reader);
    if (filled.isGood()) {
      try {
        return new ModelAndView(
            "redirect:/runs/" + start(sop, asked, filled, ChosenDates.in(given), user).id());
      } catch (IllegalArgumentException | NotFound bad) {
        model.addAttribute("problem", bad.getMessage());
      }
    }
    model.addAttribute("asked", asked);
    model.addAttribute("chosen", ChosenDates.in(given));
    return new ModelAndView(
        fill(model, sop, filled), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
  }

  private Run start(
      String sop, Asked asked, Filled filled, Map<String, Object> dates, Principal user) {
    var variables = new HashMap<>(filled.values());
    variables.putAll(dates);
    return control.start(
        new RunOrder(sop, asked.audience(), null, variables, asked.name(), user.getName()));
  }

  private Form formOf(String sop) {
    return engine.startForm(sop).map(forms::parse).orElse(Form.NONE).without(ASKED_ANYWAY);
  }

  private String fill(Model model, String sop, Filled filled) {
    model.addAttribute("sop", sopOf(sop));
    model.addAttribute("filled", filled);
    model.addAttribute("audiences", audiences.all());
    return "run/new";
  }

  private RunEngine.Sop sopOf(String key) {
    return engine.sops().stream()
        .filter(sop -> sop.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new UnknownSop(key));
  }
}
