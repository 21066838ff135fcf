package dev.sopflow.contact;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no contact with this id. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class UnknownContact extends RuntimeException {

  UnknownContact(String sentence) {
    super(sentence);
  }
}
