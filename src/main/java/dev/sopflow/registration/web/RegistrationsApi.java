package dev.sopflow.registration.web;

import dev.sopflow.form.Filled;
import dev.sopflow.registration.NotOpen;
import dev.sopflow.registration.Registering;
import dev.sopflow.registration.Registration;
import dev.sopflow.registration.RegistrationForms;
import dev.sopflow.registration.Registrations;
import dev.sopflow.run.Runs;
import dev.sopflow.touch.RegistrationLinks;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registrations from other systems, such as an event platform or a partner's page. */
@RestController
@RequestMapping("/api/runs/{runId}/registrations")
class RegistrationsApi {

  private final Registrations registrations;
  private final Registering registering;
  private final RegistrationForms forms;
  private final Runs runs;
  private final Clock clock;

  RegistrationsApi(
      Registrations registrations,
      Registering registering,
      RegistrationForms forms,
      Runs runs,
      Clock clock) {
    this.registrations = registrations;
    this.registering = registering;
    this.forms = forms;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * One registration.
   *
   * @param channel where they came from: a word of small letters, digits and dashes
   * @param language BCP 47, or null for English
   * @param answers by the keys of the registration's form
   */
  record Given(String channel, String language, Map<String, Object> answers) {}

  /** What became of it; the same again answers the same. */
  record Taken(boolean registered, String source, String channel) {}

  @PostMapping
  ResponseEntity<?> register(@PathVariable long runId, @RequestBody Given given) {
    var registration = openOne(runId);
    var reader =
        given.language() == null ? Locale.ENGLISH : Locale.forLanguageTag(given.language());
    var by = RegistrationLinks.Invitation.published(runId, given.channel());
    var filled = forms.read(forms.of(registration, reader), texts(given), Locale.ENGLISH);
    var taken = filled.isGood() ? registering.register(registration, by, filled, reader) : filled;
    return taken.isGood()
        ? ResponseEntity.ok(new Taken(true, registration.run().code(), by.channel()))
        : ResponseEntity.unprocessableEntity().body(problem(taken));
  }

  private Registration openOne(long runId) {
    var run = runs.get(runId);
    return registrations
        .of(runId)
        .filter(it -> it.isOpen(clock.instant()))
        .orElseThrow(() -> new NotOpen(run));
  }

  private static Map<String, List<String>> texts(Given given) {
    var texts = new LinkedHashMap<String, List<String>>();
    if (given.answers() != null) {
      given.answers().forEach((key, value) -> texts.put(key, listed(value)));
    }
    return texts;
  }

  private static List<String> listed(Object value) {
    if (value instanceof List<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }

  private static ProblemDetail problem(Filled taken) {
    var sentences =
        taken.problems().entrySet().stream()
            .map(one -> "'%s': %s".formatted(one.getKey(), one.getValue()))
            .toList();
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", sentences));
  }
}
