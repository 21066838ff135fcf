package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who said stop by an address that no contact has: whoever turns out to have it has refused from
 * the start.
 */
@Service
public class AddressRefusals {

  private static final String THEIRS =
      """
      select i.contact_id, a.channel, min(a.source) as source, max(a.at) as at
      from address_refusal a
      join contact_identity i on i.kind = a.kind and i.id_value = a.id_value
      where i.contact_id = any(:contacts)
        and not exists (select 1 from consent c where c.contact_id = i.contact_id
          and (c.channel = 'ALL' or c.channel = a.channel)
          and (c.status = 'REFUSED' or c.at >= a.at))
      group by i.contact_id, a.channel
      """;

  private final JdbcClient db;
  private final Clock clock;

  AddressRefusals(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** Keeps that whoever has the address refuses the channel; the first time stays. */
  @Transactional
  public void refuse(Identity address, Channel channel, String source) {
    db.sql(
            """
            merge into address_refusal a
            using (select cast(:kind as varchar(10)) as kind,
              cast(:value as varchar(254)) as id_value,
              cast(:channel as varchar(10)) as channel) n
            on a.kind = n.kind and a.id_value = n.id_value and a.channel = n.channel
            when not matched then insert (kind, id_value, channel, source, at)
            values (n.kind, n.id_value, n.channel, :source, :now)
            """)
        .param("kind", address.kind().name())
        .param("value", address.value())
        .param("channel", channel.name())
        .param("source", Names.clean(source, 200))
        .param("now", DbTime.db(clock.instant()))
        .update();
  }

  /** Whoever has the address takes the refusal back. */
  @Transactional
  public void allow(Identity address, Channel channel) {
    db.sql(
            """
            delete from address_refusal
            where kind = :kind and id_value = :value and channel = :channel
            """)
        .param("kind", address.kind().name())
        .param("value", address.value())
        .param("channel", channel.name())
        .update();
  }

  /**
   * Stores what these contacts refused by an address before it was known to be theirs. What they
   * said themselves about the channel since stays.
   *
   * @return those who refuse something by it that they did not before
   */
  List<Long> heed(Collection<Long> contacts) {
    var found = found(contacts);
    if (!found.isEmpty()) {
      takeBack(found);
      store(found);
    }
    return found;
  }

  private List<Long> found(Collection<Long> contacts) {
    return db.sql("select distinct contact_id from (%s) t".formatted(THEIRS))
        .param("contacts", contacts.toArray(Long[]::new))
        .query(Long.class)
        .list();
  }

  private void takeBack(Collection<Long> contacts) {
    db.sql(
            """
            delete from consent where contact_id = any(:contacts) and status = 'GRANTED'
              and exists (select 1 from (%s) t
                where t.contact_id = consent.contact_id and t.channel = consent.channel)
            """
                .formatted(THEIRS))
        .param("contacts", contacts.toArray(Long[]::new))
        .update();
  }

  private void store(Collection<Long> contacts) {
    db.sql(
            """
            insert into consent (contact_id, channel, status, source, at)
            select contact_id, channel, 'REFUSED', source, at from (%s) t
            """
                .formatted(THEIRS))
        .param("contacts", contacts.toArray(Long[]::new))
        .update();
  }
}
