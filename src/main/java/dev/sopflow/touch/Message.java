package dev.sopflow.touch;

import dev.sopflow.contact.Channel;

/**
 * What a courier carries: everything rendered, nothing looked up.
 *
 * @param name the reader's, for the address line; may hold any character
 * @param messageId the Message-ID of a mail, the same at every try; null for other channels
 * @param subject null for channels without one
 * @param html null for channels without it
 * @param unsubscribeUrl where the reader stops this channel by one POST
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
    String unsubscribeUrl) {}
