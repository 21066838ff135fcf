package dev.sopflow.touch;

import dev.sopflow.content.Stage;

/**
 * Which content a send step means: one named piece, or each contact's next unseen piece of a stage.
 *
 * @param piece the piece's key, or null
 * @param stage the stage to take the next unseen piece of, or null; exactly one of both is given
 * @param topic narrows {@code stage}, or null for any
 */
public record ContentChoice(String piece, String stage, String topic) {

  public ContentChoice {
    if ((piece == null) == (stage == null)) {
      throw new IllegalArgumentException("Name either a piece or a stage to send from");
    }
    if (Stage.OCCASION.name().equals(stage)) {
      throw new IllegalArgumentException(
          "A piece of the stage OCCASION is sent by its name only; fill in 'piece'");
    }
  }

  public static ContentChoice piece(String piece) {
    return new ContentChoice(piece, null, null);
  }

  public static ContentChoice nextUnseen(String stage, String topic) {
    return new ContentChoice(null, stage, topic);
  }
}
