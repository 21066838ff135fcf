package dev.sopflow.insight;

/**
 * A share, and what it surely is between: the interval of Wilson for 95 of 100, which stays honest
 * for few people and for shares near 0.
 *
 * @param part of how many it is true
 * @param whole of how many it could be
 */
public record Rate(int part, int whole) {

  /** The normal distribution's, for 95 of 100. */
  private static final double Z = 1.959964;

  private static final double Z2 = Z * Z;

  /** From 0 to 1; 0 of nobody. Who does something before being reached counts too. */
  public double share() {
    return whole == 0 ? 0 : Math.min(1, (double) part / whole);
  }

  /** The low end, 0 of nobody. */
  public double low() {
    return whole == 0 || part == 0 ? 0 : Math.max(0, middle() - reach());
  }

  /** The high end, 1 of nobody. */
  public double high() {
    return whole == 0 || part >= whole ? 1 : Math.min(1, middle() + reach());
  }

  /** Whether it is less than another one, beyond chance. */
  public boolean isSurelyBelow(Rate other) {
    return whole > 0 && other.whole > 0 && high() < other.low();
  }

  private double middle() {
    return (share() + Z2 / (2 * whole)) / (1 + Z2 / whole);
  }

  private double reach() {
    var spread = share() * (1 - share()) / whole + Z2 / (4.0 * whole * whole);
    return Z * Math.sqrt(spread) / (1 + Z2 / whole);
  }
}
