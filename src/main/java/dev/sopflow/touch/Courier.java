package dev.sopflow.touch;

import dev.sopflow.contact.Channel;

/** Hands messages of one channel to a provider. */
public interface Courier {

  Channel channel();

  /**
   * Tries once, never repeats by itself, and always comes back within its timeouts; is called
   * outside any transaction, by many threads.
   */
  Outcome send(Message message);
}
