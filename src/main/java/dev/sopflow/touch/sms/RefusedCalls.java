package dev.sopflow.touch.sms;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Calls to our webhooks that Twilio does not stand behind. */
@Component
public class RefusedCalls {

  private final AtomicLong count = new AtomicLong();

  /** Returns how many there are with this one. */
  long add() {
    return count.incrementAndGet();
  }

  /** How many this node has refused since it started. */
  public long count() {
    return count.get();
  }
}
