package dev.sopflow.registration;

import dev.sopflow.form.Filled;
import dev.sopflow.form.Form;
import dev.sopflow.form.Forms;
import dev.sopflow.run.RunEngine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * What people fill in: the form in their language, named like the registration's own with the
 * language behind it, such as {@code our-form-zh}; else the registration's own.
 */
@Service
public class RegistrationForms {

  private final RunEngine engine;
  private final Forms forms;

  RegistrationForms(RunEngine engine, Forms forms) {
    this.engine = engine;
    this.forms = forms;
  }

  /** The form to show; one that asks nothing, if it is no longer deployed. */
  public Form of(Registration registration, Locale reader) {
    return engine
        .form(registration.form() + "-" + reader.getLanguage())
        .or(() -> engine.form(registration.form()))
        .map(forms::parse)
        .orElse(Form.NONE);
  }

  /** What was filled in; see {@link Forms#read}. */
  public Filled read(Form form, Map<String, List<String>> given, Locale reader) {
    return forms.read(form, given, reader);
  }
}
