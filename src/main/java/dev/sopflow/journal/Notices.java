package dev.sopflow.journal;

import org.springframework.stereotype.Service;

/** Notes to colleagues, shown on Today until read. */
@Service
public class Notices {

  /**
   * @param recipient a user name or a role
   * @param runId or null
   */
  public void send(String recipient, Long runId, String text) {
    throw new IllegalStateException("pending");
  }
}
