package dev.sopflow.audience;

import dev.sopflow.contact.ContactSet;
import java.util.Collection;
import org.springframework.stereotype.Service;

/** The named audiences. */
@Service
public class Audiences {

  /**
   * The contacts of an audience, now.
   *
   * @throws UnknownAudience if there is none with this key
   */
  public ContactSet contactsOf(String key) {
    throw new IllegalStateException("pending");
  }

  /** Whether an audience with this key exists. */
  public boolean exists(String key) {
    throw new IllegalStateException("pending");
  }

  /**
   * Makes an audience of exactly these contacts and returns its new key.
   *
   * @throws IllegalArgumentException if one of the ids is no contact
   */
  public String handPicked(Collection<Long> contactIds, String by) {
    throw new IllegalStateException("pending");
  }
}
