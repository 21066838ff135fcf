package dev.sopflow.touch.web;

import dev.sopflow.touch.Ledger;
import dev.sopflow.touch.LedgerEntry;
import dev.sopflow.touch.TouchState;
import dev.sopflow.web.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TouchApi {

  private final Ledger ledger;

  TouchApi(Ledger ledger) {
    this.ledger = ledger;
  }

  @GetMapping("/api/touches")
  Page<LedgerEntry> touches(
      @RequestParam(required = false) Long contact,
      @RequestParam(required = false) Long run,
      @RequestParam(required = false) TouchState state,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    return ledger.find(contact, run, state, new Page.Asked(page, size));
  }
}
