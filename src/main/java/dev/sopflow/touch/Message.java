package dev.sopflow.touch;

import dev.sopflow.contact.Channel;

/**
 * What a courier carries: everything rendered, nothing looked up.
 *
 * @param name the reader's, for the address line; may hold any character
 * @param messageId the Message-ID of a mail, the same at every try; null for other channels
 * @param subject null for channels without one
 * @param html null for channels without it
 * @param unsubscribeUrl where the reader stops this channel by one POST; null in a letter from one
 *     person to another
 * @param answered the letter that it answers, or null
 */
public record Message(
    long touchId,
    Channel channel,
    String address,
    String name,
    String messageId,
    String subject,
    String html,
    String text,
    String unsubscribeUrl,
    Answered answered) {

  /**
   * A letter that is answered.
   *
   * @param messageId its Message-ID, or null
   * @param references the Message-IDs of the conversation up to it, the oldest first, or null
   * @param ourAddress the address of ours that it was written to, or null
   */
  public record Answered(String messageId, String references, String ourAddress) {}

  /** One that answers nothing. */
  public Message(
      long touchId,
      Channel channel,
      String address,
      String name,
      String messageId,
      String subject,
      String html,
      String text,
      String unsubscribeUrl) {
    this(touchId, channel, address, name, messageId, subject, html, text, unsubscribeUrl, null);
  }
}
