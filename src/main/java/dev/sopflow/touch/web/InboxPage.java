package dev.sopflow.touch.web;

import dev.sopflow.touch.Heard;
import dev.sopflow.touch.email.inbox.Inboxes;
import dev.sopflow.touch.sms.RefusedCalls;
import dev.sopflow.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everything that came back, also what belongs to nobody, and whether we can hear at all. */
@Controller
class InboxPage {

  private final Heard heard;
  private final Inboxes inboxes;
  private final RefusedCalls refusedCalls;

  InboxPage(Heard heard, Inboxes inboxes, RefusedCalls refusedCalls) {
    this.heard = heard;
    this.inboxes = inboxes;
    this.refusedCalls = refusedCalls;
  }

  @GetMapping("/inbox")
  String list(
      @RequestParam(defaultValue = "WRITTEN") Heard.View view,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    model.addAttribute("heard", heard.find(view, new Page.Asked(page, Page.DEFAULT_SIZE)));
    model.addAttribute("view", view);
    model.addAttribute("views", Heard.View.values());
    model.addAttribute("mailboxes", inboxes.all());
    model.addAttribute("refusedCalls", refusedCalls.count());
    return "touch/inbox";
  }
}
