package dev.sopflow.touch.web;

import dev.sopflow.touch.Ledger;
import dev.sopflow.touch.hit.HitLog;
import dev.sopflow.web.NotFound;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** Who opened a message and followed its links, people and programs, and how we tell. */
@Controller
class ReadersPage {

  private final HitLog log;
  private final Ledger ledger;

  ReadersPage(HitLog log, Ledger ledger) {
    this.ledger = ledger;
    this.log = log;
  }

  @GetMapping("/touches/{id}/readers")
  String readers(@PathVariable long id, Model model) {
    model.addAttribute(
        "touch", ledger.find(id).orElseThrow(() -> new NotFound("There is no message " + id)));
    model.addAttribute("hits", log.of(id));
    return "touch/readers";
  }

  @GetMapping("/api/touches/{id}/hits")
  @ResponseBody
  List<HitLog.Entry> hits(@PathVariable long id) {
    return log.of(id);
  }
}
