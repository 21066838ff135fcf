package dev.sopflow.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says what in a JSON body can't be read, and where. */
@Component
public class JsonSentences {

  private final Sentences sentences;

  JsonSentences(Sentences sentences) {
    this.sentences = sentences;
  }

  /**
   * A sentence with the place.
   *
   * @param cause what reading it ended with, or null
   * @param above the place of what was read in the whole body, with a dot behind it, or empty
   */
  public String of(Throwable cause, String above) {
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return sentences.say("error.json.unknown", above + unknown.getPropertyName());
    }
    if (cause instanceof JsonMappingException mapping && !(above + pathOf(mapping)).isEmpty()) {
      return sentences.say("error.json.field", (above + pathOf(mapping)).replaceFirst("\\.$", ""));
    }
    return sentences.say("error.json");
  }

  private static String pathOf(JsonMappingException mapping) {
    return mapping.getPath().stream().map(JsonSentences::step).collect(Collectors.joining("."));
  }

  private static String step(Reference step) {
    return step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName();
  }
}
