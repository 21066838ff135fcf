package dev.sopflow.content;

/** A template can't be rendered; the message says where and why, without personal data. */
public class ContentBroken extends RuntimeException {

  public ContentBroken(String message) {
    super(message);
  }
}
