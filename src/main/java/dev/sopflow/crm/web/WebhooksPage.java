package dev.sopflow.crm.web;

import dev.sopflow.crm.EventType;
import dev.sopflow.crm.Webhooks;
import dev.sopflow.web.Page;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The other systems that are told of what customers do, for who runs SOPs. */
@Controller
class WebhooksPage {

  private static final String BACK = "redirect:/webhooks";

  private final Webhooks webhooks;

  WebhooksPage(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @GetMapping("/webhooks")
  String show(@RequestParam(defaultValue = "0") int page, Model model) {
    model.addAttribute("endpoints", webhooks.all());
    model.addAttribute("failed", webhooks.failed(new Page.Asked(page, Page.DEFAULT_SIZE)));
    model.addAttribute("events", EventType.values());
    return "crm/webhooks";
  }

  @PostMapping("/webhooks/events/{id}/again")
  String again(@PathVariable long id, Principal user) {
    webhooks.sendAgain(id, user.getName());
    return BACK;
  }

  @PostMapping("/webhooks/endpoints/{name}/again")
  String allAgain(@PathVariable String name, Principal user) {
    webhooks.sendAllAgain(name, user.getName());
    return BACK;
  }

  @PostMapping("/webhooks/endpoints/{name}/take-up")
  String takeUp(@PathVariable String name, Principal user) {
    webhooks.takeUp(name, user.getName());
    return BACK;
  }
}
