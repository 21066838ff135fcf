package dev.sopflow.contact;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** The people the house knows. */
@Service
public class Contacts {

  public Optional<Contact> find(long id) {
    throw new IllegalStateException("pending");
  }

  /**
   * Corrects the portrait in the caller's transaction; null leaves a field as it is.
   *
   * @throws IllegalArgumentException in plain words, if a value is too long
   */
  public void correct(long contactId, String positionTitle, String companyName, String actor) {
    throw new IllegalStateException("pending");
  }

  /** Puts a tag on every contact of the set; returns how many were new to it. */
  public int tag(ContactSet who, String tag, String actor) {
    throw new IllegalStateException("pending");
  }
}
