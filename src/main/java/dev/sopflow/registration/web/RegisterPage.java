package dev.sopflow.registration.web;

import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Contacts;
import dev.sopflow.form.Filled;
import dev.sopflow.registration.Registering;
import dev.sopflow.registration.Registration;
import dev.sopflow.registration.RegistrationForms;
import dev.sopflow.registration.RegistrationWords;
import dev.sopflow.registration.Registrations;
import dev.sopflow.touch.RegistrationLinks;
import dev.sopflow.touch.RegistrationLinks.Invitation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The public page on which people register. It needs no login, cookie or script: its link is signed
 * and says what for, and it shows nothing of whoever it was sent to.
 */
@Controller
@RequestMapping("/register/{token}")
class RegisterPage {

  /** Nobody sees this field; who fills it in is a program. */
  static final String TRAP = "leave-empty";

  private final RegistrationLinks links;
  private final Registrations registrations;
  private final RegistrationForms forms;
  private final RegistrationWords words;
  private final Registering registering;
  private final Contacts contacts;
  private final Crowd crowd;
  private final RegisterViews views;
  private final Clock clock;

  RegisterPage(
      RegistrationLinks links,
      Registrations registrations,
      RegistrationForms forms,
      RegistrationWords words,
      Registering registering,
      Contacts contacts,
      Crowd crowd,
      RegisterViews views,
      Clock clock) {
    this.links = links;
    this.registrations = registrations;
    this.forms = forms;
    this.words = words;
    this.registering = registering;
    this.contacts = contacts;
    this.crowd = crowd;
    this.views = views;
    this.clock = clock;
  }

  /** A registration that a link leads to, and the language of who follows it. */
  private record Visit(Invitation by, Registration registration, Locale reader) {}

  private interface Answer {
    ModelAndView to(Visit visit);
  }

  @GetMapping
  ModelAndView ask(@PathVariable String token, HttpServletRequest call) {
    return answer(
        token,
        call,
        visit -> form(visit, Filled.blank(forms.of(visit.registration(), visit.reader()))));
  }

  @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ModelAndView register(
      @PathVariable String token,
      @RequestParam MultiValueMap<String, String> given,
      HttpServletRequest call) {
    return answer(
        token,
        call,
        visit ->
            crowd.mayCome(call.getRemoteAddr())
                ? register(visit, given)
                : views.notice("many", HttpStatus.TOO_MANY_REQUESTS, visit.reader()));
  }

  private ModelAndView register(Visit visit, MultiValueMap<String, String> given) {
    if (!given.getOrDefault(TRAP, List.of("")).contains("")) {
      return views.notice("done", HttpStatus.OK, visit.reader());
    }
    var form = forms.of(visit.registration(), visit.reader());
    var filled = forms.read(form, given, visit.reader());
    var taken =
        filled.isGood()
            ? registering.register(visit.registration(), visit.by(), filled, visit.reader())
            : filled;
    return taken.isGood() ? done(visit, taken) : form(visit, taken);
  }

  private ModelAndView done(Visit visit, Filled taken) {
    return views
        .notice("done", HttpStatus.OK, visit.reader())
        .addObject("about", visit.registration().run().name())
        .addObject("kept", views.say("kept", visit.reader()))
        .addObject("hasTicked", Registering.hasAgreed(taken) && visit.by().contactId() == null);
  }

  private ModelAndView form(Visit visit, Filled filled) {
    var said = words.of(visit.registration(), visit.reader());
    return views.form(said, filled, visit.reader());
  }

  private ModelAndView answer(String token, HttpServletRequest call, Answer open) {
    var by = links.read(token);
    if (by.isEmpty()) {
      return views.notice("unknown", HttpStatus.NOT_FOUND, call.getLocale());
    }
    var reader = readerOf(by.get(), call);
    return registrations
        .of(by.get().runId())
        .map(
            it ->
                it.isOpen(clock.instant())
                    ? open.to(new Visit(by.get(), it, reader))
                    : views.notice("closed", HttpStatus.GONE, reader))
        .orElseGet(() -> views.notice("notYet", HttpStatus.NOT_FOUND, reader));
  }

  private Locale readerOf(Invitation by, HttpServletRequest call) {
    return Optional.ofNullable(by.contactId())
        .flatMap(contacts::find)
        .map(Contact::language)
        .filter(language -> !language.isBlank())
        .map(Locale::forLanguageTag)
        .orElse(call.getLocale());
  }
}
