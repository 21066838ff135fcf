package dev.sopflow.touch;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Lifecycle;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.contact.QuietTimes.Why;
import dev.sopflow.content.Occasion;
import dev.sopflow.content.Occasions;
import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what the gate and the templates need of a whole batch: a few queries, never one a touch.
 */
@Component
class FactReader {

  private final JdbcClient db;
  private final ContentFacts contents;
  private final LeftRuns leftRuns;
  private final MeantFor meantFor;
  private final Occasions occasions;

  FactReader(
      JdbcClient db,
      ContentFacts contents,
      LeftRuns leftRuns,
      MeantFor meantFor,
      Occasions occasions) {
    this.meantFor = meantFor;
    this.occasions = occasions;
    this.db = db;
    this.contents = contents;
    this.leftRuns = leftRuns;
  }

  /** The contacts of the batch by id. */
  Map<Long, ContactFacts> contacts(List<DueTouch> batch, Duration capsLookBack, Instant now) {
    var ids = batch.stream().map(DueTouch::contactId).distinct().toArray(Long[]::new);
    var facts = people(ids, attributes(ids));
    addAddresses(facts, ids);
    addConsents(facts, ids);
    addTopics(facts, ids);
    addQuiet(facts, ids);
    addPast(facts, ids, batch, now.minus(capsLookBack));
    return facts;
  }

  /** The rendition to send for each planned content version. */
  Map<Long, ContentFacts.Rendition> renditions(List<DueTouch> batch) {
    return contents.of(batch.stream().map(DueTouch::contentVersionId).filter(Objects::nonNull));
  }

  /** Those of the batch who have left their run. */
  Set<LeftRuns.Member> left(List<DueTouch> batch) {
    return leftRuns.among(batch.stream().map(DueTouch::member).toList());
  }

  /** Those of the batch whom their plan means no more. */
  Set<MeantFor.Addressee> unmeant(List<DueTouch> batch) {
    return meantFor.noLonger(batch.stream().map(DueTouch::addressee).toList());
  }

  /** What the messages of a batch may say of their runs, by run. */
  Map<Long, Occasion> occasions(List<DueTouch> batch) {
    return batch.isEmpty()
        ? Map.of()
        : occasions.of(batch.stream().map(DueTouch::runId).distinct().toList());
  }

  private Map<Long, Map<String, String>> attributes(Long[] ids) {
    var attributes = new HashMap<Long, Map<String, String>>();
    db.sql(
            "select contact_id, name, attr_value from contact_attribute where contact_id = any(:ids)")
        .param("ids", ids)
        .query(
            row -> {
              attributes
                  .computeIfAbsent(row.getLong("contact_id"), id -> new HashMap<>())
                  .put(row.getString("name"), row.getString("attr_value"));
            });
    return attributes;
  }

  private Map<Long, ContactFacts> people(Long[] ids, Map<Long, Map<String, String>> attributes) {
    var facts = new HashMap<Long, ContactFacts>();
    db.sql(
            """
            select k.*, c.name as company_name, c.crm_status from contact k
            left join company c on c.id = k.company_id where k.id = any(:ids)
            """)
        .param("ids", ids)
        .query(
            row -> {
              var contact = person(row, attributes);
              var stage = Lifecycle.of(contact.attributes(), row.getString("crm_status"));
              facts.put(contact.id(), new ContactFacts(contact, stage));
            });
    return facts;
  }

  private static Contact person(ResultSet row, Map<Long, Map<String, String>> attributes)
      throws SQLException {
    var id = row.getLong("id");
    return new Contact(
        id,
        row.getString("full_name"),
        row.getString("company_name"),
        row.getString("position_title"),
        PositionLevel.valueOf(row.getString("position_level")),
        row.getString("owner"),
        row.getString("zone"),
        row.getString("language"),
        row.getString("region"),
        row.getString("city"),
        null,
        null,
        null,
        null,
        List.of(),
        attributes.getOrDefault(id, Map.of()));
  }

  private void addAddresses(Map<Long, ContactFacts> facts, Long[] ids) {
    db.sql(
            """
            select i.contact_id, i.kind, i.id_value, s.id_value is not null as suppressed
            from contact_identity i
            left join suppression s on s.kind = i.kind and s.id_value = i.id_value
            where i.contact_id = any(:ids) order by i.preferred desc, i.id_value
            """)
        .param("ids", ids)
        .query(
            row -> {
              facts
                  .get(row.getLong("contact_id"))
                  .address(
                      IdentityKind.valueOf(row.getString("kind")),
                      new ContactFacts.Address(
                          row.getString("id_value"), row.getBoolean("suppressed")));
            });
  }

  private void addConsents(Map<Long, ContactFacts> facts, Long[] ids) {
    db.sql("select contact_id, channel, status from consent where contact_id = any(:ids)")
        .param("ids", ids)
        .query(
            row -> {
              var contact = facts.get(row.getLong("contact_id"));
              var said =
                  "REFUSED".equals(row.getString("status")) ? contact.refused : contact.granted;
              said.add(row.getString("channel"));
            });
  }

  private void addTopics(Map<Long, ContactFacts> facts, Long[] ids) {
    db.sql("select contact_id, topic from topic_refusal where contact_id = any(:ids)")
        .param("ids", ids)
        .query(
            row -> {
              facts.get(row.getLong("contact_id")).refusedTopics.add(row.getString("topic"));
            });
  }

  private void addQuiet(Map<Long, ContactFacts> facts, Long[] ids) {
    db.sql("select contact_id, why, until_at from quiet_time where contact_id = any(:ids)")
        .param("ids", ids)
        .query(
            row -> {
              var until = DbTime.instant(row, "until_at");
              facts
                  .get(row.getLong("contact_id"))
                  .quiet
                  .put(Why.valueOf(row.getString("why")), until == null ? Instant.MAX : until);
            });
  }

  /** What counts for caps, and every piece of this batch that the contact may have got before. */
  private void addPast(
      Map<Long, ContactFacts> facts, Long[] ids, List<DueTouch> batch, Instant since) {
    db.sql(
            """
            select contact_id, run_id, channel, piece, coalesce(done_at, claimed_at) as at from touch
            where contact_id = any(:ids) and state in ('SENT', 'CLAIMED', 'UNKNOWN') and %s
            and (piece = any(:pieces) or coalesce(done_at, claimed_at) > :since)
            """
                .formatted(Signals.arrives("touch")))
        .param("ids", ids)
        .param("pieces", pieces(batch))
        .param("since", db(since))
        .query(
            row -> {
              facts.get(row.getLong("contact_id")).past.add(past(row));
            });
  }

  private static String[] pieces(Collection<DueTouch> batch) {
    return batch.stream()
        .map(DueTouch::piece)
        .filter(Objects::nonNull)
        .distinct()
        .toArray(String[]::new);
  }

  private static PastTouch past(ResultSet row) throws SQLException {
    return new PastTouch(
        row.getLong("run_id"),
        Channel.valueOf(row.getString("channel")),
        row.getString("piece"),
        DbTime.instant(row, "at"));
  }
}
