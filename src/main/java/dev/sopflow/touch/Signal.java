package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Instant;

/**
 * What came back from outside: about a touch, or from somebody. A courier's room makes it of what a
 * provider or a mailbox told, and hands it to {@link Feedback}.
 *
 * @param touchId null if it is not known which touch it is about
 * @param address where it came from or what it is about, in the form by which contacts are known;
 *     null if the touch says it
 * @param at when it happened; null: now
 * @param source a word such as twilio
 * @param sourceId the source's own name for it, at most 255 characters: the same again is the same
 *     signal
 * @param detail a code or a few words, or null
 * @param subject of a reply, or null
 * @param text of a reply, or null
 * @param route how a reply can be answered, or null
 */
public record Signal(
    Kind kind,
    Channel channel,
    Long touchId,
    String address,
    Instant at,
    String source,
    String sourceId,
    String detail,
    String subject,
    String text,
    Route route) {

  private static final int LONGEST_THREAD = 2000;

  /**
   * How a letter can be answered.
   *
   * @param thread the Message-IDs of its conversation, joined by spaces, its own last; at most 2000
   *     characters, or null
   * @param ourAddress the address of ours that it was written to, or null
   */
  public record Route(String thread, String ourAddress) {

    static final Route UNKNOWN = new Route(null, null);

    public Route {
      if (thread != null && thread.length() > LONGEST_THREAD) {
        throw new IllegalArgumentException("A thread has at most 2000 characters");
      }
    }
  }

  public Signal {
    route = route == null ? Route.UNKNOWN : route;
  }

  /** One that need not be answered in its thread. */
  public Signal(
      Kind kind,
      Channel channel,
      Long touchId,
      String address,
      Instant at,
      String source,
      String sourceId,
      String detail,
      String subject,
      String text) {
    this(
        kind,
        channel,
        touchId,
        address,
        at,
        source,
        sourceId,
        detail,
        subject,
        text,
        Route.UNKNOWN);
  }

  /** What it means, whoever tells it. */
  public enum Kind {
    /** The provider has passed it on. */
    SENT,
    /** It did not arrive so far, for a reason that may pass: full, away, out of reach. */
    DELAYED,
    /** It arrived. */
    DELIVERED,
    /** It will not arrive, for a reason that is not the address. */
    FAILED,
    /** It will not arrive, since nobody has this address. */
    BOUNCED,
    /** The reader called it spam. */
    COMPLAINED,
    OPENED,
    CLICKED,
    /** A person wrote back. */
    REPLIED,
    /** A program wrote back. */
    AUTO_REPLIED,
    /** Said stop, by this channel. */
    REFUSED,
    /** Asked to be written to again, by this channel. */
    ALLOWED;

    /**
     * How far the message got by this word, so that late and repeated words never take it back; 0
     * if it says nothing of that.
     */
    int progress() {
      return switch (this) {
        case SENT -> 1;
        case DELAYED -> 2;
        case DELIVERED -> 3;
        case FAILED -> 4;
        case BOUNCED -> 5;
        default -> 0;
      };
    }
  }

  /** Without a subject or text. */
  public static Signal of(
      Kind kind,
      Channel channel,
      Long touchId,
      String address,
      Instant at,
      String source,
      String sourceId,
      String detail) {
    return new Signal(kind, channel, touchId, address, at, source, sourceId, detail, null, null);
  }
}
