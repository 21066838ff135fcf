package dev.sopflow.crm;

import dev.sopflow.crm.Opportunity.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * What the CRM says of an opportunity: all that it knows, each time.
 *
 * @param externalId the CRM's own name for it, 1 to 100 characters without spaces
 * @param contact whose it is
 * @param name at most 200 characters, or null
 * @param value 0 or more, at most 15 digits and 3 more after the point; null: not known
 * @param currency ISO 4217, such as EUR; needed with a value
 * @param changedAt when it changed in the CRM; what is older than what we know changes nothing
 * @param run the code of the run that it is put down to, or null
 */
public record OpportunityNews(
    String externalId,
    Whom contact,
    Stage stage,
    String name,
    BigDecimal value,
    String currency,
    Instant changedAt,
    String run) {

  private static final Pattern ID = Pattern.compile("[^\\s\\p{Cntrl}\\p{Cs}]{1,100}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  /** Clocks differ; more than this ahead of ours would shut out all later news. */
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  /**
   * A contact, by any of these; they must not name different people.
   *
   * @param id ours
   * @param email or null
   * @param phone or null; without a country code it is of the house's region
   * @param crmId the CRM's own, at most 64 characters, or null
   */
  public record Whom(Long id, String email, String phone, String crmId) {}

  /**
   * @throws IllegalArgumentException in plain words, if this can't be an opportunity
   */
  void check(Instant now) {
    require(externalId != null && ID.matcher(externalId).matches(), ID_RULE);
    require(contact != null, "'contact' must say whose it is, by id, email, phone or crmId");
    require(stage != null, "'stage' must be OPEN, WON or LOST");
    require(name == null || name.length() <= 200, "'name' has more than 200 characters");
    require(name == null || !CONTROL.matcher(name).find(), "'name' has characters that don't show");
    require(run == null || run.length() <= 12, "'run' must be the code of a run");
    checkValue();
    checkTime(now);
  }

  private static final String ID_RULE =
      "'externalId' must be the CRM's own name for it: 1 to 100 characters, no spaces";

  private void checkValue() {
    if (value != null) {
      require(
          value.signum() >= 0 && value.precision() - (long) value.scale() <= 15,
          "'value' must be 0 or more, with at most 15 digits before the point");
      require(
          value.stripTrailingZeros().scale() <= 3,
          "'value' has more than 3 digits after the point");
      require(
          isCurrency(), "'currency' must be an ISO 4217 code such as EUR, since a value is given");
    } else {
      require(currency == null, "'currency' stands without a 'value'");
    }
  }

  private boolean isCurrency() {
    return currency != null
        && Currency.getAvailableCurrencies().stream()
            .anyMatch(known -> known.getCurrencyCode().equals(currency));
  }

  private void checkTime(Instant now) {
    require(
        changedAt != null, "'changedAt' must say when it changed, such as 2026-03-02T08:00:00Z");
    require(
        !changedAt.isAfter(now.plus(MOST_AHEAD)),
        "'changedAt' lies in the future: here it is " + now);
    require(changedAt.isAfter(FIRST), "'changedAt' lies before 1970");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
