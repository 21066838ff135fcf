package dev.sopflow.insight;

import dev.sopflow.run.ContactMessages;
import dev.sopflow.run.RunEngine;
import dev.sopflow.web.Sentences;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.stereotype.Component;

/** What the model calls its steps. */
@Component
public class StepNames {

  private final RunEngine engine;
  private final Sentences sentences;

  StepNames(RunEngine engine, Sentences sentences) {
    this.engine = engine;
    this.sentences = sentences;
  }

  /**
   * Names by activity id, those of called parts included, over or not, and of the messages by which
   * visits start.
   */
  public Map<String, String> of(long runId) {
    var names = new HashMap<String, String>();
    engine.models(runId).forEach(model -> read(model, names));
    ContactMessages.NAMES.forEach(
        message -> names.putIfAbsent(message, sentences.say("run.message." + message)));
    return names;
  }

  static void read(String bpmn, Map<String, String> names) {
    try {
      var xml = withoutEntities().createXMLStreamReader(new StringReader(bpmn));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          keep(xml, names);
        }
      }
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A deployed model can't be read", e);
    }
  }

  private static void keep(XMLStreamReader xml, Map<String, String> names) {
    var id = xml.getAttributeValue(null, "id");
    var name = xml.getAttributeValue(null, "name");
    if (id != null && name != null && !name.isBlank()) {
      names.putIfAbsent(id, name.strip().replaceAll("\\s+", " "));
    }
  }

  private static XMLInputFactory withoutEntities() {
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
