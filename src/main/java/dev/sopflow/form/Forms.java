package dev.sopflow.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** Reads forms from their files, and what was filled in from a page. */
@Service
public class Forms {

  private final ObjectMapper json;
  private final MessageSource messages;

  Forms(ObjectMapper json, MessageSource messages) {
    this.json = json;
    this.messages = messages;
  }

  /**
   * The form that a file describes; what can't be shown on a page, such as pictures, is left out.
   *
   * @throws IllegalArgumentException if it is no form
   */
  public Form parse(String file) {
    try {
      return new Form(FormFile.fields(components(json.readTree(file))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The form can't be read: " + e.getOriginalMessage(), e);
    }
  }

  private static JsonNode components(JsonNode file) {
    if (!file.path("components").isArray()) {
      throw new IllegalArgumentException("The form has no components");
    }
    return file.get("components");
  }

  /**
   * Reads what was filled in; what is not asked is not looked at.
   *
   * @param given the texts of each field, by its key
   * @param reader the language in which problems are said
   */
  public Filled read(Form form, Map<String, List<String>> given, Locale reader) {
    var values = new LinkedHashMap<String, Object>();
    var problems = new LinkedHashMap<String, String>();
    for (var field : form.asked()) {
      try {
        var value = new Answer(field, given.getOrDefault(field.key(), List.of())).value();
        if (value != null) {
          values.put(field.key(), value);
        }
      } catch (BadAnswer bad) {
        problems.put(field.key(), messages.getMessage(bad.code(), bad.args(), reader));
      }
    }
    return new Filled(form, given, values, problems);
  }
}
