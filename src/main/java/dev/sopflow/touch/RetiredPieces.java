package dev.sopflow.touch;

import dev.sopflow.content.WaitingMessages;
import org.springframework.stereotype.Component;

/** Messages of a piece that goes out no more end in the ledger. */
@Component
class RetiredPieces implements WaitingMessages {

  private final Touches touches;

  RetiredPieces(Touches touches) {
    this.touches = touches;
  }

  @Override
  public int endFor(long contentId) {
    return touches.withdrawPiece(contentId);
  }
}
