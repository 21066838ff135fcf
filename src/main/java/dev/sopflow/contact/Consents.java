package dev.sopflow.contact;

import org.springframework.stereotype.Service;

/** What contacts allow us, per channel, with source and time. */
@Service
public class Consents {

  /**
   * Stores a refusal and publishes {@link ContactOptedOut} in the same transaction; a repeated one
   * changes nothing.
   *
   * @param channel null: every channel
   */
  public void refuse(long contactId, Channel channel, String source, String actor) {
    throw new IllegalStateException("pending");
  }

  /** Stores that the contact agreed; a former refusal is lifted only by this explicit act. */
  public void grant(long contactId, Channel channel, String source, String actor) {
    throw new IllegalStateException("pending");
  }
}
