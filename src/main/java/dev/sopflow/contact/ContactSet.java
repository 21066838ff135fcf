package dev.sopflow.contact;

import java.util.HashMap;
import java.util.Map;

/**
 * A set of contacts that is never loaded: a query with the one column {@code contact_id}, to stand
 * behind {@code contact_id in (...)}.
 *
 * @param sql trusted SQL made by a room, values only as named parameters
 * @param params the named parameters of {@code sql}
 */
public record ContactSet(String sql, Map<String, Object> params) {

  public ContactSet {
    params = Map.copyOf(params);
  }

  /** One contact. */
  public static ContactSet of(long contactId) {
    return new ContactSet(
        "select id as contact_id from contact where id = :oneContact",
        Map.of("oneContact", contactId));
  }

  /** These contacts. */
  public static ContactSet ofAll(Long[] contactIds) {
    return new ContactSet(
        "select id as contact_id from contact where id = any(:theseContacts)",
        Map.of("theseContacts", contactIds));
  }

  /** This contact, if it is in the set; nobody else. */
  public ContactSet only(long contactId) {
    return new ContactSet(
        "select contact_id from (" + sql + ") those where contact_id = :onlyContact",
        paramsWith(Map.of("onlyContact", contactId)));
  }

  /** This set's parameters together with {@code others}, for a statement that embeds it. */
  public Map<String, Object> paramsWith(Map<String, Object> others) {
    var all = new HashMap<String, Object>(params);
    all.putAll(others);
    return all;
  }
}
