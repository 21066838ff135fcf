package dev.sopflow.run.web;

import dev.sopflow.run.RunEngine;
import dev.sopflow.run.Runs;
import dev.sopflow.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All runs, and the SOPs that can be started. */
@Controller
@RequestMapping("/runs")
class RunsPage {

  private final Runs runs;
  private final RunEngine engine;

  RunsPage(Runs runs, RunEngine engine) {
    this.runs = runs;
    this.engine = engine;
  }

  @GetMapping
  String list(@RequestParam(defaultValue = "0") int page, Model model) {
    var asked = new Page.Asked(page, Page.DEFAULT_SIZE);
    model.addAttribute("runs", asked.of(runs.list(asked.offset(), asked.size()), runs.count()));
    model.addAttribute("sops", engine.sops());
    return "run/list";
  }
}
