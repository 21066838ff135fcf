package dev.sopflow.touch.web;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.UnknownContact;
import dev.sopflow.touch.UnsubscribeLinks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets a reader stop a channel, by hand or by their mail program's one click (RFC 8058): a POST
 * that needs no login, cookie or token but the link's own. A GET changes nothing, because scanners
 * follow links.
 */
@Controller
class UnsubscribePage {

  private final UnsubscribeLinks links;
  private final Consents consents;
  private final Contacts contacts;
  private final MessageSource messages;

  UnsubscribePage(
      UnsubscribeLinks links, Consents consents, Contacts contacts, MessageSource messages) {
    this.links = links;
    this.consents = consents;
    this.contacts = contacts;
    this.messages = messages;
  }

  @GetMapping("/u/{token}")
  ModelAndView ask(@PathVariable String token, HttpServletRequest call) {
    return links
        .read(token)
        .map(
            request ->
                request.expired() ? old(call) : page("ask", HttpStatus.OK, locale(request, call)))
        .orElseGet(() -> page("unknown", HttpStatus.NOT_FOUND, call.getLocale()));
  }

  @PostMapping("/u/{token}")
  ModelAndView stop(@PathVariable String token, HttpServletRequest call) {
    return links
        .read(token)
        .map(request -> request.expired() ? old(call) : refuse(request, call))
        .orElseGet(() -> page("unknown", HttpStatus.NOT_FOUND, call.getLocale()));
  }

  private ModelAndView old(HttpServletRequest call) {
    return page("expired", HttpStatus.GONE, call.getLocale());
  }

  private ModelAndView refuse(UnsubscribeLinks.Request request, HttpServletRequest call) {
    try {
      consents.refuse(request.contactId(), request.channel(), "unsubscribe link", "contact");
    } catch (UnknownContact erased) {
      // who is no longer known gets nothing anyway
    }
    return page("done", HttpStatus.OK, locale(request, call));
  }

  private Locale locale(UnsubscribeLinks.Request request, HttpServletRequest call) {
    return contacts
        .find(request.contactId())
        .map(Contact::language)
        .filter(language -> !language.isBlank())
        .map(Locale::forLanguageTag)
        .orElse(call.getLocale());
  }

  private ModelAndView page(String what, HttpStatus status, Locale locale) {
    return new ModelAndView(
        "touch/unsubscribe",
        Map.of(
            "what", what,
            "language", locale.getLanguage(),
            "title", say(what + ".title", locale),
            "text", say(what + ".text", locale),
            "button", say("button", locale)),
        status);
  }

  private String say(String key, Locale locale) {
    return messages.getMessage("unsubscribe." + key, null, locale);
  }
}
