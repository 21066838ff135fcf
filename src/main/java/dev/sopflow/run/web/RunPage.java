package dev.sopflow.run.web;

import dev.sopflow.audience.Audience;
import dev.sopflow.audience.Audiences;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.GateDecisions;
import dev.sopflow.run.ParticipantList;
import dev.sopflow.run.ParticipantState;
import dev.sopflow.run.Run;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunEngine;
import dev.sopflow.run.Runs;
import dev.sopflow.web.Page;
import java.security.Principal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** One run: where it stands, who is in it, what it decided, and the levers. */
@Controller
@RequestMapping("/runs/{id}")
class RunPage {

  private static final int ENTRIES = 20;

  private final Runs runs;
  private final RunControl control;
  private final RunEngine engine;
  private final ParticipantList participants;
  private final GateDecisions gates;
  private final JournalEntries journal;
  private final Audiences audiences;

  RunPage(
      Runs runs,
      RunControl control,
      RunEngine engine,
      ParticipantList participants,
      GateDecisions gates,
      JournalEntries journal,
      Audiences audiences) {
    this.runs = runs;
    this.control = control;
    this.engine = engine;
    this.participants = participants;
    this.gates = gates;
    this.journal = journal;
    this.audiences = audiences;
  }

  @GetMapping
  String show(@PathVariable long id, Model page) {
    var run = runs.get(id);
    page.addAttribute("run", run);
    page.addAttribute("farewell", control.hasFarewell(run));
    page.addAttribute("sop", sopOf(run));
    page.addAttribute("audience", audienceOf(run));
    page.addAttribute("counts", participants.byState(id));
    page.addAttribute("gates", gates.of(id));
    page.addAttribute("waiting", waitingFor(id));
    page.addAttribute("journal", journal.ofRun(id, ENTRIES));
    return "run/one";
  }

  /** The models and where the run stands in them, for the script that draws. */
  @GetMapping("/picture")
  @ResponseBody
  RunEngine.Picture picture(@PathVariable long id) {
    runs.get(id);
    return engine.picture(id).orElseThrow();
  }

  @GetMapping("/participants")
  String participants(
      @PathVariable long id,
      @RequestParam(required = false) ParticipantState state,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    var asked = new Page.Asked(page, Page.DEFAULT_SIZE);
    model.addAttribute("run", runs.get(id));
    model.addAttribute("state", state);
    model.addAttribute(
        "people",
        asked.of(
            participants.page(id, state, asked.offset(), asked.size()),
            participants.count(id, state)));
    return "run/participants";
  }

  @PostMapping("/pause")
  String pause(@PathVariable long id, Principal user) {
    control.pause(id, user.getName());
    return "redirect:/runs/" + id;
  }

  @PostMapping("/resume")
  String resume(@PathVariable long id, Principal user) {
    control.resume(id, user.getName());
    return "redirect:/runs/" + id;
  }

  @PostMapping("/cancel")
  String cancel(@PathVariable long id, Principal user) {
    control.cancel(id, user.getName());
    return "redirect:/runs/" + id;
  }

  private String sopOf(Run run) {
    return engine.sops().stream()
        .filter(sop -> sop.key().equals(run.sop()))
        .map(RunEngine.Sop::name)
        .findFirst()
        .orElse(run.sop());
  }

  private String audienceOf(Run run) {
    return run.audience() == null
        ? null
        : audiences.find(run.audience()).map(Audience::name).orElse(run.audience());
  }

  private List<RunEngine.Waiting> waitingFor(long id) {
    return engine.waiting().stream().filter(one -> one.runId() == id).toList();
  }
}
