package dev.sopflow.run;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a decision table is told about a participant; the element template of the step lists it.
 * Texts are in small letters and plain width, empty if unknown.
 */
@Component
class ScreeningFacts {

  private final JdbcClient db;
  private final Clock clock;

  ScreeningFacts(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  record Known(long contactId, Map<String, Object> facts) {}

  /** The next of a set after a contact, by id. */
  List<Known> of(long runId, ContactSet who, long after, int limit) {
    var params =
        who.paramsWith(Map.of("factsRun", runId, "factsAfter", after, "factsLimit", limit));
    var marks = new HashMap<Long, Map<String, Object>>();
    var known =
        db.sql(
                """
                select c.id, c.full_name, c.position_title, c.position_level, c.city, c.region,
                  c.language, c.owner, co.name as company, co.size as company_size, co.industry,
                  co.crm_status,
                  (select min(i.id_value) from contact_identity i where i.contact_id = c.id
                    and i.kind = 'EMAIL' and i.preferred) as email,
                  (select count(*) from contact_identity i where i.contact_id = c.id
                    and i.kind = 'PHONE') as phones,
                  (select count(*) from contact_identity i where i.contact_id = c.id
                    and i.kind = 'WECOM') as wecoms,
                  (select max(t.done_at) from touch t where t.contact_id = c.id
                    and t.state = 'SENT' and t.purpose in ('VISIT', 'ANSWER')) as talked_at,
                  (select count(*) from visit v where v.contact_id = c.id and v.run_id = :factsRun
                    and v.state = 'DONE'
                    and v.outcome in (%s)) as visits
                from contact c left join company co on co.id = c.company_id
                where c.id > :factsAfter and c.id in (%s)
                order by c.id limit :factsLimit
                """
                    .formatted(Talks.OUTCOMES, who.sql()))
            .params(params)
            .query((row, n) -> read(row, marks))
            .list();
    readMarks(runId, marks);
    return known;
  }

  private Known read(ResultSet row, Map<Long, Map<String, Object>> marks) throws SQLException {
    var facts = new HashMap<String, Object>();
    var email = plain(row.getString("email"));
    facts.put("email", email);
    facts.put("emailName", email.isEmpty() ? "" : email.substring(0, email.lastIndexOf('@')));
    facts.put("emailDomain", email.substring(email.lastIndexOf('@') + 1));
    facts.put("name", plain(row.getString("full_name")));
    facts.put("company", plain(row.getString("company")));
    facts.put("companySize", row.getObject("company_size", Integer.class));
    facts.put("industry", plain(row.getString("industry")));
    facts.put("crmStatus", plain(row.getString("crm_status")));
    facts.put("title", plain(row.getString("position_title")));
    facts.put("positionLevel", row.getString("position_level"));
    facts.put("city", plain(row.getString("city")));
    facts.put("region", plain(row.getString("region")));
    facts.put("language", plain(row.getString("language")));
    facts.put("hasOwner", row.getString("owner") != null);
    facts.put("hasEmail", !email.isEmpty());
    facts.put("hasPhone", row.getInt("phones") > 0);
    facts.put("hasWecom", row.getInt("wecoms") > 0);
    facts.put("daysSinceConversation", daysSince(DbTime.instant(row, "talked_at")));
    facts.put("visited", row.getInt("visits") > 0);
    facts.put("marks", marks.computeIfAbsent(row.getLong("id"), id -> new LinkedHashMap<>()));
    return new Known(row.getLong("id"), facts);
  }

  private Integer daysSince(Instant then) {
    return then == null ? null : (int) Duration.between(then, clock.instant()).toDays();
  }

  private void readMarks(long runId, Map<Long, Map<String, Object>> marks) {
    db.sql(
            """
            select contact_id, mark, mark_value from participant_mark
            where run_id = :run and contact_id = any(:contacts)
            """)
        .param("run", runId)
        .param("contacts", marks.keySet().toArray(Long[]::new))
        .query(
            row -> {
              var value = row.getString("mark_value");
              marks.get(row.getLong("contact_id")).put(row.getString("mark"), numeric(value));
            });
  }

  /** What looks like a number can be compared as one. */
  private static Object numeric(String value) {
    if (value.matches("-?(0|[1-9]\\d{0,14})")) {
      return Long.valueOf(value);
    }
    return value.matches("-?(0|[1-9]\\d{0,8})\\.\\d{1,6}") ? (Object) Double.valueOf(value) : value;
  }

  private static String plain(String text) {
    return text == null
        ? ""
        : Normalizer.normalize(text, Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
