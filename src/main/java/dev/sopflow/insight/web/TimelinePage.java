package dev.sopflow.insight.web;

import dev.sopflow.contact.Contacts;
import dev.sopflow.insight.Timelines;
import dev.sopflow.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** A contact's timeline: as a page, as a part of other pages, and for other systems. */
@Controller
class TimelinePage {

  private static final int ON_A_PAGE = 25;

  private final Contacts contacts;
  private final Timelines timelines;

  TimelinePage(Contacts contacts, Timelines timelines) {
    this.contacts = contacts;
    this.timelines = timelines;
  }

  /** Asked for by htmx, it is the part alone. */
  @GetMapping("/contacts/{id}/timeline")
  String page(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") int page,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
      Model model) {
    model.addAttribute("contact", contacts.get(id));
    model.addAttribute("timeline", timeline(id, new Page.Asked(page, ON_A_PAGE)));
    return part ? "insight/timeline :: timeline" : "insight/timeline";
  }

  @GetMapping("/api/contacts/{id}/timeline")
  @ResponseBody
  Page<Timelines.Happening> api(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    contacts.get(id);
    return timeline(id, new Page.Asked(page, size));
  }

  private Page<Timelines.Happening> timeline(long id, Page.Asked asked) {
    return asked.of(timelines.of(id, asked.offset(), asked.size()), timelines.count(id));
  }
}
