package dev.sopflow.run.web;

import dev.sopflow.run.UntoldMessages;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What no model could be told of, as a part of Today. */
@Controller
class UntoldPage {

  private static final int SHOWN = 20;

  private final UntoldMessages untold;

  UntoldPage(UntoldMessages untold) {
    this.untold = untold;
  }

  @GetMapping("/runs/untold")
  String show(Model page) {
    page.addAttribute("untold", untold.first(SHOWN));
    page.addAttribute("count", untold.count());
    return "run/untold :: untold";
  }

  @PostMapping("/runs/untold/again")
  String again(@RequestParam(required = false) Long id, Principal who) {
    untold.again(id, who.getName());
    return "redirect:/";
  }
}
