package dev.sopflow.registration.web;

import dev.sopflow.form.Filled;
import dev.sopflow.registration.RegistrationWords;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The public page in its states, in the visitor's language. */
@Component
class RegisterViews {

  private final MessageSource messages;

  RegisterViews(MessageSource messages) {
    this.messages = messages;
  }

  /** Only words: {@code what} happened. */
  ModelAndView notice(String what, HttpStatus status, Locale reader) {
    return page(what, status, reader)
        .addObject("title", say(what + ".title", reader))
        .addObject("text", say(what + ".text", reader));
  }

  ModelAndView form(RegistrationWords.Said said, Filled filled, Locale reader) {
    var status = filled.isGood() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY;
    return page("ask", status, reader)
        .addObject("title", said.title())
        .addObject("text", said.text())
        .addObject("filled", filled)
        .addObject("trap", RegisterPage.TRAP)
        .addObject("trapLabel", say("trap", reader))
        .addObject("problem", filled.isGood() ? null : say("problems", reader))
        .addObject("button", say("button", reader))
        .addObject("chooseWord", messages.getMessage("form.choose", null, reader))
        .addObject("optionalWord", messages.getMessage("form.optional", null, reader));
  }

  String say(String key, Locale reader) {
    return messages.getMessage("registration." + key, null, reader);
  }

  private static ModelAndView page(String what, HttpStatus status, Locale reader) {
    return new ModelAndView("registration/page", status)
        .addObject("what", what)
        .addObject("language", reader.toLanguageTag());
  }
}
