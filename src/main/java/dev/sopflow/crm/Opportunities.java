package dev.sopflow.crm;

import dev.sopflow.contact.Contacts;
import dev.sopflow.run.Conversions;
import dev.sopflow.run.Run;
import dev.sopflow.run.Runs;
import dev.sopflow.web.NotFound;
import dev.sopflow.web.Page;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What the CRM tells of opportunities: kept, and those people taken out of mass messages. */
@Service
public class Opportunities {

  private final OpportunityRows rows;
  private final OpportunityContacts whom;
  private final Contacts contacts;
  private final Runs runs;
  private final Conversions conversions;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Opportunities(
      OpportunityRows rows,
      OpportunityContacts whom,
      Contacts contacts,
      Runs runs,
      Conversions conversions,
      TransactionTemplate transaction,
      Clock clock) {
    this.rows = rows;
    this.whom = whom;
    this.contacts = contacts;
    this.runs = runs;
    this.conversions = conversions;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What news did to what we knew. */
  public enum Change {
    NEW,
    UPDATED,
    UNCHANGED,
    /** We know later news already; nothing was changed. */
    OLDER
  }

  /**
   * @param opportunity as we know it now
   * @param converted the runs that the contact left for it
   */
  public record Taken(Opportunity opportunity, Change change, List<Long> converted) {}

  /**
   * Takes what the CRM says. The same again changes nothing, what is older neither. One that is
   * new, or alive again, takes its contact out of the run that it names, else out of every run that
   * had reached them when it changed.
   *
   * @throws NotFound if the contact or the run is not known here; nothing is kept then
   * @throws IllegalArgumentException in plain words, if it can't be taken
   */
  public Taken take(OpportunityNews news, String actor) {
    news.check(clock.instant());
    try {
      return transaction.execute(status -> takeNow(news, actor));
    } catch (DuplicateKeyException anotherTellsItToo) {
      return transaction.execute(status -> takeNow(news, actor));
    }
  }

  private Taken takeNow(OpportunityNews news, String actor) {
    var contactId = whom.find(news.contact());
    contacts.lock(contactId);
    whom.learn(contactId, news.contact(), actor);
    var before = rows.lock(news.externalId()).orElse(null);
    var now = opportunity(news, contactId, before);
    if (before != null && before.changedAt().isAfter(now.changedAt())) {
      return new Taken(before, Change.OLDER, List.of());
    }
    if (now.equals(before)) {
      return new Taken(now, Change.UNCHANGED, List.of());
    }
    keep(now, before);
    contacts.note(contactId, "OPPORTUNITY_" + now.stage(), words(now), actor);
    var converted = now.isNewsAfter(before) ? convert(now) : List.<Long>of();
    return new Taken(now, before == null ? Change.NEW : Change.UPDATED, converted);
  }

  private void keep(Opportunity now, Opportunity before) {
    if (before == null) {
      rows.insert(now);
    } else {
      rows.update(now);
    }
  }

  private List<Long> convert(Opportunity now) {
    if (now.runId() == null) {
      return conversions.convertAll(now.contactId(), now.changedAt());
    }
    return conversions.convert(now.runId(), now.contactId()) ? List.of(now.runId()) : List.of();
  }

  /** What the news leaves out is not known any more, but the run stays. */
  private Opportunity opportunity(OpportunityNews news, long contactId, Opportunity before) {
    return new Opportunity(
        news.externalId(),
        contactId,
        runOf(news, before),
        news.stage(),
        news.name() == null || news.name().isBlank() ? null : news.name().strip(),
        Opportunity.plain(news.value()),
        news.currency(),
        news.changedAt().truncatedTo(ChronoUnit.MICROS));
  }

  private Long runOf(OpportunityNews news, Opportunity before) {
    if (news.run() == null || news.run().isBlank()) {
      return before == null ? null : before.runId();
    }
    return runs.withCode(news.run().strip())
        .map(Run::id)
        .orElseThrow(() -> new NotFound("There is no run '%s'".formatted(news.run())));
  }

  private static String words(Opportunity one) {
    var value = one.value() == null ? null : one.value().toPlainString() + " " + one.currency();
    return Stream.of(one.name() == null ? one.externalId() : one.name(), value)
        .filter(part -> part != null)
        .collect(Collectors.joining(", "));
  }

  /**
   * @throws NotFound if the CRM never told of it
   */
  public Opportunity get(String externalId) {
    return rows.find(externalId)
        .orElseThrow(() -> new NotFound("There is no opportunity '%s'".formatted(externalId)));
  }

  /** Those of a contact, the last changed first. */
  public Page<Opportunity> ofContact(long contactId, Page.Asked page) {
    contacts.get(contactId);
    return page.of(rows.ofContact(contactId, page.offset(), page.size()), rows.countOf(contactId));
  }
}
