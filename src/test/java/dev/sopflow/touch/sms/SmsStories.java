package dev.sopflow.touch.sms;

import dev.sopflow.contact.PositionLevel;
import dev.sopflow.time.DbTime;
import dev.sopflow.touch.TouchTokens;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ada, to whom an SMS went, and Twilio, which calls us over HTTP. */
abstract class SmsStories {

  static final String ADA = "+4930555001";

  @Autowired TouchTokens tokens;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  @LocalServerPort int port;
  TwilioCalls twilio;
  long ada;
  long touch;

  @BeforeEach
  void anSmsToAda() {
    twilio = new TwilioCalls(port);
    ada = contact(ADA, "en");
    touch = touch(1, "SENT", "SM1");
  }

  long contact(String number, String language) {
    db.sql(
            """
            insert into contact (full_name, position_level, language, created_at, updated_at)
            values ('Ada', ?, ?, ?, ?)
            """)
        .params(
            PositionLevel.STAFF.name(),
            language,
            DbTime.db(clock.instant()),
            DbTime.db(clock.instant()))
        .update();
    var id = db.sql("select max(id) from contact").query(Long.class).single();
    db.sql("insert into contact_identity (kind, id_value, contact_id) values ('PHONE', ?, ?)")
        .params(number, id)
        .update();
    return id;
  }

  long touch(long run, String state, String providerId) {
    return touch(run, state, ADA, providerId);
  }

  long touch(long run, String state, String number, String providerId) {
    var now = DbTime.db(clock.instant().plusSeconds(run));
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, address, provider_id, done_at)
            values (:run, 'Task_Send', 1, :contact, 'SMS', 'MARKETING', :state, :now, :now, :now,
              :address, :provider, :now)
            """)
        .param("run", run)
        .param("contact", ada)
        .param("state", state)
        .param("now", now)
        .param("address", number)
        .param("provider", providerId)
        .update();
    return db.sql("select max(id) from touch").query(Long.class).single();
  }

  int report(long touch, String sid, String status, String code) {
    var form = new HashMap<>(Map.of("MessageSid", sid, "MessageStatus", status, "To", ADA));
    if (code != null) {
      form.put("ErrorCode", code);
    }
    return twilio.status("?touch=" + tokens.of(touch), form).statusCode();
  }

  List<String> signals() {
    return db.sql("select kind, touch_id, contact_id from touch_signal order by id")
        .query((row, n) -> row.getString(1) + " " + row.getLong(2) + " " + row.getLong(3))
        .list();
  }

  String stateOf(long touch) {
    return db.sql("select state from touch where id = ?").param(touch).query(String.class).single();
  }

  boolean refusesSms() {
    return db.sql("select count(*) from consent where contact_id = ? and status = 'REFUSED'")
            .param(ada)
            .query(Integer.class)
            .single()
        == 1;
  }
}
