package dev.sopflow.insight;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Judges only by what is sure. */
@Component
public class Verdicts {

  private final double refusalLimit;
  private final int judgedFrom;

  Verdicts(
      @Value("${sopflow.insight.refusal-limit:0.05}") double refusalLimit,
      @Value("${sopflow.insight.judged-from:30}") int judgedFrom) {
    this.refusalLimit = refusalLimit;
    this.judgedFrom = judgedFrom;
  }

  /** The share of refusals that the house allows, from 0 to 1. */
  public double refusalLimit() {
    return refusalLimit;
  }

  /** With fewer sent than this, "no difference" is no finding. */
  public int judgedFrom() {
    return judgedFrom;
  }

  Verdict of(Tally one, Tally others) {
    var acted = one.rate(Effect.ENGAGED);
    var actedOnOthers = others.rate(Effect.ENGAGED);
    if (one.rate(Effect.REFUSED).low() > refusalLimit) {
      return Verdict.REFUSED;
    }
    if (acted.isSurelyBelow(actedOnOthers)) {
      return Verdict.WORSE;
    }
    if (actedOnOthers.isSurelyBelow(acted)) {
      return Verdict.BETTER;
    }
    return one.sent() < judgedFrom ? Verdict.FEW : Verdict.LIKE;
  }
}
