package dev.sopflow.touch.sms;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who writes to us by SMS. */
@Component
class Writers {

  /**
   * A contact who writes.
   *
   * @param language of the contact, or null
   * @param touchId the last SMS that surely went to the number, or null
   * @param hasRefused whether the contact wants no SMS
   */
  record Writer(String language, Long touchId, boolean hasRefused) {}

  private final JdbcClient db;

  Writers(JdbcClient db) {
    this.db = db;
  }

  /**
   * Empty if nobody is known by the number.
   *
   * @param number in E.164
   */
  Optional<Writer> of(String number) {
    return db.sql(
            """
            select c.language,
              (select t.id from touch t
                where t.contact_id = c.id and t.channel = 'SMS' and t.address = :number
                  and t.state = 'SENT'
                order by t.done_at desc, t.id desc
                fetch first row only) as touch_id,
              exists (select 1 from consent s
                where s.contact_id = c.id and s.status = 'REFUSED'
                  and s.channel in ('SMS', 'ALL')) as has_refused
            from contact_identity i join contact c on c.id = i.contact_id
            where i.kind = 'PHONE' and i.id_value = :number
            """)
        .param("number", number)
        .query(Writer.class)
        .optional();
  }
}
