package dev.sopflow.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What was asked for is not there; the message says what, in a sentence. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NotFound extends RuntimeException {

  public NotFound(String sentence) {
    super(sentence);
  }
}
