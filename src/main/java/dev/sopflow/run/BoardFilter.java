package dev.sopflow.run;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which participants a list board shows, and in which order; anything may be null or blank.
 *
 * @param show {@code doubtful}, {@code open} (not screened yet), {@code valid}, {@code invalid} or
 *     {@code notOnWechat}
 * @param kind a value of the mark kind
 * @param who marks as steps name them: {@code mark=value} pairs joined by commas
 * @param missing {@code email}, {@code phone}, {@code company}, {@code title} or {@code city}
 * @param q part of a name, company, title or address
 * @param sort {@code name}, {@code company}, {@code city}, or a mark's name for its greatest value
 *     first; blank: the doubtful first
 */
public record BoardFilter(
    String show, String kind, String who, String missing, String q, String sort) {

  private static final String HAS_MARK =
      """
      exists (select 1 from participant_mark f where f.run_id = p.run_id
        and f.contact_id = p.contact_id and f.mark = '%s' and f.mark_value = %s)\
      """;

  private static final Map<String, String> SHOWN =
      Map.of(
          "doubtful", "s.mark_value = 'doubtful'",
          "valid", "s.mark_value = 'valid'",
          "invalid", "s.mark_value = 'invalid'",
          "open", "s.mark_value is null",
          "notOnWechat",
              "not " + HAS_MARK.formatted("onWechat", "'yes'") + " and not " + known("WECOM"));

  private static final Map<String, String> MISSING =
      Map.of(
          "email", "not " + known("EMAIL"),
          "phone", "not " + known("PHONE"),
          "company", "c.company_id is null",
          "title", "coalesce(c.position_title, '') = ''",
          "city", "coalesce(c.city, '') = ''");

  private static final Set<String> COLUMNS = Set.of("name", "company", "city");

  public BoardFilter {
    show = text(show);
    kind = text(kind);
    who = text(who);
    missing = text(missing);
    q = text(q);
    sort = text(sort);
  }

  private static String text(String given) {
    return given == null ? "" : given.strip();
  }

  private static String known(String kind) {
    return """
        exists (select 1 from contact_identity i where i.contact_id = c.id and i.kind = '%s')\
        """
        .formatted(kind);
  }

  /**
   * Conditions on participant p, contact c, company co and the verdict s.
   *
   * @throws IllegalArgumentException if {@code who} can't be read
   */
  String sql() {
    return " and "
        + SHOWN.getOrDefault(show, "1 = 1")
        + " and "
        + MISSING.getOrDefault(missing, "1 = 1")
        + (kind.isEmpty() ? "" : " and " + HAS_MARK.formatted("kind", ":ofKind"))
        + (q.isEmpty() ? "" : " and " + FOUND)
        + "\n"
        + MarkFilter.read(who).sql();
  }

  private static final String FOUND =
      """
      (c.name_key like :like or lower(coalesce(co.name, '')) like :like
        or lower(coalesce(c.position_title, '')) like :like
        or exists (select 1 from contact_identity i where i.contact_id = c.id
          and i.id_value like :like))\
      """;

  private static String plain(String text) {
    var compatible = Normalizer.normalize(text, Form.NFKC).toLowerCase(Locale.ROOT);
    return compatible.replaceAll("[%_\\\\]", "");
  }

  String order() {
    return switch (sort) {
      case "" ->
          """
          case when s.mark_value = 'doubtful' then 0 when s.mark_value is null then 1
            when s.mark_value = 'valid' then 2 else 3 end, c.name_key, c.id\
          """;
      case "name" -> "c.name_key, c.id";
      case "company" ->
          "case when co.name is null then 1 else 0 end, co.name_key, c.name_key, c.id";
      case "city" -> "case when c.city is null then 1 else 0 end, c.city, c.name_key, c.id";
      default ->
          """
          case when o.mark_value is null then 1 else 0 end, length(o.mark_value) desc,
            o.mark_value desc, c.name_key, c.id\
          """;
    };
  }

  Map<String, Object> params(long runId) {
    var params = new HashMap<>(MarkFilter.read(who).params());
    params.put("run", runId);
    params.put("ofKind", kind);
    params.put("like", "%" + plain(q) + "%");
    params.put("sortMark", COLUMNS.contains(sort) ? "" : sort);
    return params;
  }
}
