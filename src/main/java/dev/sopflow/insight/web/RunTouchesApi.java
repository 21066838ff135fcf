package dev.sopflow.insight.web;

import dev.sopflow.insight.RunTouches;
import dev.sopflow.run.Runs;
import dev.sopflow.web.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A run's touches for other systems. */
@RestController
class RunTouchesApi {

  private final Runs runs;
  private final RunTouches touches;

  RunTouchesApi(Runs runs, RunTouches touches) {
    this.runs = runs;
    this.touches = touches;
  }

  @GetMapping("/api/runs/{id}/touches")
  Page<RunTouches.RunTouch> touches(
      @PathVariable long id,
      @RequestParam(required = false) String state,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    runs.get(id);
    var asked = new Page.Asked(page, size);
    return asked.of(
        touches.page(id, state, asked.offset(), asked.size()), touches.count(id, state));
  }
}
