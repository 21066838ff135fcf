package dev.sopflow.demo.web;

import dev.sopflow.demo.ClockMover;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page of the demo its clock. */
@ControllerAdvice
@Profile("demo")
class ClockBar {

  private final ClockMover clock;

  ClockBar(ClockMover clock) {
    this.clock = clock;
  }

  @ModelAttribute("demoClock")
  ClockMover.State demoClock() {
    return clock.state();
  }
}
