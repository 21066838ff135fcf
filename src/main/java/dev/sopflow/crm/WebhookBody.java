package dev.sopflow.crm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What is sent, as JSON; fields that do not belong to an event are left out.
 *
 * @param version grows when a field changes its meaning; new fields may come at any time
 * @param at ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"version", "id", "type", "at"})
record WebhookBody(
    int version,
    String id,
    String type,
    String at,
    Who contact,
    Which run,
    Long touch,
    String channel,
    String outcome,
    String rep,
    String link,
    String words) {

  static final int VERSION = 1;

  WebhookBody withoutWords() {
    return new WebhookBody(
        version, id, type, at, contact, run, touch, channel, outcome, rep, link, null);
  }

  /**
   * @param crmId by what id the CRM knows them, if it told
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Who(long id, String crmId) {}

  record Which(String code, String sop, String name) {}
}
