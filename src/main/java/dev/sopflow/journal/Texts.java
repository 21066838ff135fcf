package dev.sopflow.journal;

final class Texts {

  private Texts() {}

  static void check(String what, String text, int longest) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(what + " needs a text");
    }
    if (text.strip().length() > longest) {
      throw new IllegalArgumentException(
          "%s has %d characters; at most %d fit".formatted(what, text.strip().length(), longest));
    }
  }
}
