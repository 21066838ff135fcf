package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Contacts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes who became an opportunity out of runs, with what is still to be sent to them there. */
@Service
public class Conversions {

  private final JdbcClient db;
  private final Contacts contacts;
  private final Participants participants;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Conversions(
      JdbcClient db,
      Contacts contacts,
      Participants participants,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.contacts = contacts;
    this.participants = participants;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Out of one run, which may be over; tells {@link ContactConverted}.
   *
   * @return false if they were not in it, or left it before
   */
  @Transactional
  public boolean convert(long runId, long contactId) {
    contacts.lock(contactId);
    var left = participants.leave(runId, ContactSet.of(contactId), ParticipantState.CONVERTED) > 0;
    if (left) {
      events.publishEvent(new ContactConverted(contactId, runId, clock.instant()));
    }
    return left;
  }

  /**
   * Out of every run that they take part in and that had reached them by a time.
   *
   * @return the runs
   */
  @Transactional
  public List<Long> convertAll(long contactId, Instant reachedBy) {
    contacts.lock(contactId);
    return db
        .sql(
            """
            select p.run_id from participant p
            where p.contact_id = :contact and p.active_sop is not null
              and exists (select 1 from touch t where t.contact_id = p.contact_id
                and t.run_id = p.run_id and t.state = 'SENT' and t.done_at <= :by
                and (t.delivery is null or t.delivery not in ('FAILED', 'BOUNCED')))
            order by p.run_id
            """)
        .param("contact", contactId)
        .param("by", db(reachedBy))
        .query(Long.class)
        .list()
        .stream()
        .filter(run -> convert(run, contactId))
        .toList();
  }
}
