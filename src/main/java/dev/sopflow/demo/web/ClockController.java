package dev.sopflow.demo.web;

import dev.sopflow.demo.ClockMover;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The bar with the house's time, and its buttons for ops. */
@Controller
@Profile("demo")
class ClockController {

  private final ClockMover clock;

  ClockController(ClockMover clock) {
    this.clock = clock;
  }

  /**
   * The bar alone.
   *
   * @param wasBusy whether the page showed a move; when that is over, the page loads again
   */
  @GetMapping("/demo/clock")
  String bar(@RequestParam(defaultValue = "false") boolean wasBusy, HttpServletResponse response) {
    if (wasBusy && !clock.state().busy()) {
      response.setHeader("HX-Refresh", "true");
    }
    return "demo/clock :: bar";
  }

  @PostMapping("/demo/clock")
  String move(@RequestParam ClockMover.Move move, Model model) {
    model.addAttribute("nothingDue", !clock.move(move));
    model.addAttribute("demoClock", clock.state());
    return "demo/clock :: bar";
  }
}
