package dev.sopflow.content;

/** Port: messages that are still to be sent. */
public interface WaitingMessages {

  /**
   * Ends those of a piece, whichever version they were planned in, with the reason that it was
   * retired.
   *
   * @return how many; what a provider may have by now is none of them
   */
  int endFor(long contentId);
}
