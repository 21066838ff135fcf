package dev.sopflow.touch.web;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.UnknownContact;
import dev.sopflow.touch.UnsubscribeLinks;
import dev.sopflow.touch.UnsubscribeLinks.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets a reader stop a channel, by hand or by their mail program's one click (RFC 8058): a POST
 * that needs no login, cookie or token but the link's own. A GET changes nothing, because scanners
 * follow links. Below it the reader chooses by which other ways we may write, and about what.
 */
@Controller
class UnsubscribePage {

  private final UnsubscribeLinks links;
  private final Consents consents;
  private final ReaderChoices choices;
  private final MessageSource messages;

  UnsubscribePage(
      UnsubscribeLinks links, Consents consents, ReaderChoices choices, MessageSource messages) {
    this.links = links;
    this.consents = consents;
    this.choices = choices;
    this.messages = messages;
  }

  @GetMapping("/u/{token}")
  ModelAndView ask(@PathVariable String token, HttpServletRequest call) {
    return answer(token, call, request -> asked(token, request, call));
  }

  @PostMapping("/u/{token}")
  ModelAndView stop(@PathVariable String token, HttpServletRequest call) {
    return answer(token, call, request -> refuse(token, request, call));
  }

  /** What else they choose; a program that only unsubscribes never comes here. */
  @PostMapping("/u/{token}/preferences")
  ModelAndView choose(
      @PathVariable String token,
      @RequestParam MultiValueMap<String, String> given,
      HttpServletRequest call) {
    return answer(
        token,
        call,
        request -> {
          choices.save(request.contactId(), given);
          return new ModelAndView("redirect:/u/" + token + "?saved");
        });
  }

  private ModelAndView answer(
      String token, HttpServletRequest call, Function<Request, ModelAndView> known) {
    return links
        .read(token)
        .map(request -> request.expired() ? old(call) : known.apply(request))
        .orElseGet(() -> page("unknown", HttpStatus.NOT_FOUND, call.getLocale()));
  }

  private ModelAndView asked(String token, Request request, HttpServletRequest call) {
    var locale = choices.locale(request.contactId(), call);
    var what = choices.isRefused(request) ? "done" : "ask";
    var page = page(what, HttpStatus.OK, locale);
    if (call.getParameter("saved") != null) {
      page.addObject("saved", say("saved", locale));
    }
    return page.addAllObjects(choices.of(request.contactId(), token, locale));
  }

  private ModelAndView old(HttpServletRequest call) {
    return page("expired", HttpStatus.GONE, call.getLocale());
  }

  private ModelAndView refuse(String token, Request request, HttpServletRequest call) {
    try {
      consents.refuse(request.contactId(), request.channel(), "unsubscribe link", "contact");
    } catch (UnknownContact erased) {
      // who is no longer known gets nothing anyway
    }
    var locale = choices.locale(request.contactId(), call);
    return page("done", HttpStatus.OK, locale)
        .addAllObjects(choices.of(request.contactId(), token, locale));
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
