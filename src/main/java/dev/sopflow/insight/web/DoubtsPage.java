package dev.sopflow.insight.web;

import dev.sopflow.insight.RunTouches;
import dev.sopflow.journal.OpsJournal;
import dev.sopflow.run.Runs;
import dev.sopflow.touch.DoubtEnds;
import dev.sopflow.touch.Ledger;
import dev.sopflow.touch.LedgerEntry;
import dev.sopflow.web.NotFound;
import dev.sopflow.web.Page;
import java.security.Principal;
import java.util.HashMap;
import java.util.function.LongPredicate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Messages of which nobody knows whether they went out, until a person says so. */
@Controller
class DoubtsPage {

  private final RunTouches touches;
  private final DoubtEnds doubtEnds;
  private final Ledger ledger;
  private final Runs runs;
  private final OpsJournal journal;

  DoubtsPage(
      RunTouches touches, DoubtEnds doubtEnds, Ledger ledger, Runs runs, OpsJournal journal) {
    this.touches = touches;
    this.doubtEnds = doubtEnds;
    this.ledger = ledger;
    this.runs = runs;
    this.journal = journal;
  }

  @GetMapping("/doubts")
  String list(@RequestParam(defaultValue = "0") int page, Model model) {
    var found = touches.inDoubt(new Page.Asked(page, Page.DEFAULT_SIZE));
    var names = new HashMap<Long, String>();
    runs.withIds(found.items().stream().map(RunTouches.RunTouch::runId).toList())
        .forEach((id, run) -> names.put(id, run.name()));
    model.addAttribute("found", found);
    model.addAttribute("runs", names);
    model.addAttribute(
        "again",
        doubtEnds.willRepeat(found.items().stream().map(RunTouches.RunTouch::id).toList()));
    return "insight/doubts";
  }

  @PostMapping("/doubts/{id}/arrived")
  String arrived(@PathVariable long id, Principal user, RedirectAttributes flash) {
    return decide(id, doubtEnds::arrived, "arrived", user, flash);
  }

  @PostMapping("/doubts/{id}/again")
  String again(@PathVariable long id, Principal user, RedirectAttributes flash) {
    return decide(id, doubtEnds::sendAgain, "again", user, flash);
  }

  private String decide(
      long id, LongPredicate act, String what, Principal user, RedirectAttributes flash) {
    var touch = ledger.find(id).orElseThrow(() -> new NotFound("There is no message " + id));
    var isDone = act.test(id);
    if (isDone) {
      note(touch, "journal.doubt." + what, user);
    }
    flash.addFlashAttribute("decided", isDone ? what : "late");
    flash.addFlashAttribute("contact", touch.contactName());
    return "redirect:/doubts";
  }

  /** What a rep answered is no piece, and whom they answered is not for the journal. */
  private void note(LedgerEntry touch, String code, Principal user) {
    if (touch.piece() == null) {
      journal.write(touch.runId(), user.getName(), code + ".answer");
    } else {
      journal.write(touch.runId(), user.getName(), code, touch.piece());
    }
  }
}
