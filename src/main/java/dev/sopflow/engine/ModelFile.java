package dev.sopflow.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file of a deployment. */
record ModelFile(String name, byte[] bytes) {

  boolean isProcess() {
    return name.endsWith(".bpmn") || name.endsWith(".bpmn20.xml");
  }

  boolean isDecision() {
    return name.endsWith(".dmn") || name.endsWith(".dmn11.xml");
  }

  boolean isForm() {
    return name.endsWith(".form");
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
