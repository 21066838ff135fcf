package dev.sopflow.contact.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.QuietTimes;
import dev.sopflow.web.Page;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/contacts")
class ContactPages {

  private final Contacts contacts;
  private final Consents consents;
  private final Portraits portraits;
  private final QuietTimes quietTimes;

  ContactPages(Contacts contacts, Consents consents, Portraits portraits, QuietTimes quietTimes) {
    this.quietTimes = quietTimes;
    this.contacts = contacts;
    this.consents = consents;
    this.portraits = portraits;
  }

  @GetMapping
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    model.addAttribute("q", q);
    model.addAttribute("found", contacts.search(q, new Page.Asked(page, Page.DEFAULT_SIZE)));
    return "contact/contacts";
  }

  @GetMapping("/{id:\\d+}")
  String one(@PathVariable long id, Model model) {
    model.addAttribute("view", portraits.of(id));
    model.addAttribute("channels", Channel.values());
    return "contact/contact";
  }

  /**
   * @param channel empty: every channel
   */
  @PostMapping("/{id:\\d+}/opt-outs")
  String optOut(
      @PathVariable long id,
      @RequestParam(required = false) Channel channel,
      Principal user,
      RedirectAttributes after) {
    consents.refuse(id, channel, "told " + user.getName(), user.getName());
    after.addFlashAttribute("optedOut", true);
    return "redirect:/contacts/" + id;
  }

  /** Somebody knows that the contact may be written to again. */
  @PostMapping("/{id:\\d+}/quiet-times/{why}/end")
  String endQuietTime(
      @PathVariable long id,
      @PathVariable QuietTimes.Why why,
      Principal user,
      RedirectAttributes after) {
    quietTimes.end(id, why, user.getName());
    after.addFlashAttribute("quietEnded", true);
    return "redirect:/contacts/" + id;
  }
}
