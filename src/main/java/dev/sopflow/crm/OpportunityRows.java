package dev.sopflow.crm;

import static dev.sopflow.time.DbTime.db;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps opportunities. */
@Component
class OpportunityRows {

  private static final String INSERT =
      """
      insert into opportunity (external_id, contact_id, run_id, stage, name, amount, currency,
        changed_at, first_heard_at, heard_at)
      values (:externalId, :contact, :run, :stage, :name, :amount, :currency, :changedAt, :now, :now)
      """;
  private static final String UPDATE =
      """
      update opportunity set contact_id = :contact, run_id = :run, stage = :stage, name = :name,
        amount = :amount, currency = :currency, changed_at = :changedAt, heard_at = :now
      where external_id = :externalId
      """;

  private final JdbcClient db;
  private final Clock clock;

  OpportunityRows(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  Optional<Opportunity> find(String externalId) {
    return find(externalId, "");
  }

  /** Keeps it from others to the end of the transaction. */
  Optional<Opportunity> lock(String externalId) {
    return find(externalId, " for update");
  }

  private Optional<Opportunity> find(String externalId, String how) {
    return db.sql("select * from opportunity where external_id = :id" + how)
        .param("id", externalId)
        .query(Opportunity::read)
        .optional();
  }

  List<Opportunity> ofContact(long contactId, long offset, int limit) {
    return db.sql(
            """
            select * from opportunity where contact_id = :contact
            order by changed_at desc, id desc limit :limit offset :offset
            """)
        .param("contact", contactId)
        .param("limit", limit)
        .param("offset", offset)
        .query(Opportunity::read)
        .list();
  }

  long countOf(long contactId) {
    return db.sql("select count(*) from opportunity where contact_id = :contact")
        .param("contact", contactId)
        .query(Long.class)
        .single();
  }

  void insert(Opportunity opportunity) {
    write(INSERT, opportunity);
  }

  void update(Opportunity opportunity) {
    write(UPDATE, opportunity);
  }

  private void write(String sql, Opportunity opportunity) {
    db.sql(sql)
        .param("externalId", opportunity.externalId())
        .param("contact", opportunity.contactId())
        .param("run", opportunity.runId())
        .param("stage", opportunity.stage().name())
        .param("name", opportunity.name())
        .param("amount", opportunity.value())
        .param("currency", opportunity.currency())
        .param("changedAt", db(opportunity.changedAt()))
        .param("now", db(clock.instant()))
        .update();
  }
}
