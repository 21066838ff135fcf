package dev.sopflow.contact;

import java.util.Locale;
import java.util.Map;

/**
 * Where somebody stands in their life as a customer, in the team's own words: lead, customer,
 * lapsed... It is the contact's attribute {@code lifecycle}, else their company's status in the
 * CRM.
 */
public final class Lifecycle {

  /** The attribute that says it. */
  public static final String ATTRIBUTE = "lifecycle";

  private static final int LONGEST = 20;

  private Lifecycle() {}

  /**
   * In lower case, at most 20 characters; empty if nobody said.
   *
   * @param crmStatus the company's, or null
   */
  public static String of(Map<String, String> attributes, String crmStatus) {
    var said = attributes.getOrDefault(ATTRIBUTE, "");
    return plain(said.isBlank() ? crmStatus : said);
  }

  /**
   * The same in SQL.
   *
   * @param contact the SQL of a contact's id
   */
  public static String sql(String contact) {
    return """
        substring(lower(coalesce(
          (select nullif(trim(a.attr_value), '') from contact_attribute a
            where a.contact_id = %1$s and a.name = '%2$s'),
          (select trim(co.crm_status) from contact l join company co on co.id = l.company_id
            where l.id = %1$s), '')), 1, %3$d)\
        """
        .formatted(contact, ATTRIBUTE, LONGEST);
  }

  private static String plain(String word) {
    var stage = word == null ? "" : word.strip().toLowerCase(Locale.ROOT);
    return stage.substring(0, Math.min(stage.length(), LONGEST));
  }
}
