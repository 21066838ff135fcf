package dev.sopflow.crm;

import dev.sopflow.time.DbTime;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A chance to sell that the CRM told us of, as it stands there.
 *
 * @param externalId the CRM's own name for it
 * @param runId the run that it is put down to, or null
 * @param name or null
 * @param value or null
 * @param currency ISO 4217; null without a value
 * @param changedAt when it last changed in the CRM, as the CRM says
 */
public record Opportunity(
    String externalId,
    long contactId,
    Long runId,
    Stage stage,
    String name,
    BigDecimal value,
    String currency,
    Instant changedAt) {

  /** How it stands. */
  public enum Stage {
    OPEN,
    WON,
    LOST
  }

  boolean isAlive() {
    return stage != Stage.LOST;
  }

  /** Whether a step towards a sale was made that {@code before} does not have; null: the first. */
  boolean isNewsAfter(Opportunity before) {
    return isAlive()
        && (before == null
            || !before.isAlive()
            || before.contactId() != contactId
            || (runId != null && !runId.equals(before.runId())));
  }

  static Opportunity read(ResultSet row, int n) throws SQLException {
    return new Opportunity(
        row.getString("external_id"),
        row.getLong("contact_id"),
        row.getObject("run_id", Long.class),
        Stage.valueOf(row.getString("stage")),
        row.getString("name"),
        plain(row.getBigDecimal("amount")),
        row.getString("currency"),
        DbTime.instant(row, "changed_at"));
  }

  static BigDecimal plain(BigDecimal value) {
    if (value == null) {
      return null;
    }
    var shortest = value.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }
}
