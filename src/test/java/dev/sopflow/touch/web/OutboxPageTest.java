package dev.sopflow.touch.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.sopflow.house.SopflowTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class OutboxPageTest {

  @Autowired WebApplicationContext house;
  @Autowired JdbcClient db;
  MockMvc browser;

  @BeforeEach
  void open() {
    browser = MockMvcBuilders.webAppContextSetup(house).apply(springSecurity()).build();
  }

  @Test
  void anEmptyOutboxSaysWhyAndThatNothingLeavesTheMachine() throws Exception {
    browser
        .perform(asOps("/outbox"))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Nothing has gone out yet")))
        .andExpect(content().string(containsString("no mail server is set up")))
        .andExpect(content().string(containsString("no Twilio account is set up")));
  }

  @Test
  void aMessageIsListedOnTheReadersClockAndItsHtmlIsShownInASandbox() throws Exception {
    var id = message();
    browser
        .perform(asOps("/outbox?q=yamada"))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Yamada &lt;b&gt;")))
        .andExpect(content().string(containsString("2 Mar 2026, 19:30")))
        .andExpect(content().string(containsString("Asia/Tokyo")));
    browser
        .perform(asOps("/outbox?q=nobody%25"))
        .andExpect(content().string(containsString("No message fits")));
    browser
        .perform(asOps("/outbox/" + id))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("sandbox=\"\"")))
        .andExpect(content().string(containsString("Message-ID: &lt;touch-1@x&gt;")))
        .andExpect(content().string(containsString("href=\"https://x.example/a?b=1&amp;c=2\"")))
        .andExpect(content().string(not(containsString("<script>alert"))));
    browser
        .perform(asOps("/outbox/" + id + "/html"))
        .andExpect(status().isOk())
        .andExpect(header().string("Content-Security-Policy", containsString("sandbox;")))
        .andExpect(
            header().string("Content-Security-Policy", containsString("default-src 'none'")));
    browser.perform(asOps("/outbox/987654321")).andExpect(status().isNotFound());
  }

  @Test
  void othersReadTheLedgerByPages() throws Exception {
    message();
    browser
        .perform(asOps("/api/touches?state=SENT&run=5&size=10"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.total").value(1))
        .andExpect(jsonPath("$.items[0].channel").value("EMAIL"))
        .andExpect(jsonPath("$.items[0].contactName").value("Yamada <b>"));
    browser.perform(asOps("/api/touches?state=FAILED")).andExpect(jsonPath("$.total").value(0));
    browser.perform(asOps("/api/touches?state=NONSENSE")).andExpect(status().isBadRequest());
  }

  @Test
  void theOutboxIsForThoseWhoRunSops() throws Exception {
    browser
        .perform(get("/outbox").with(user("rep1").roles("rep")))
        .andExpect(status().isForbidden());
  }

  private static MockHttpServletRequestBuilder asOps(String path) {
    return get(java.net.URI.create(path)).with(user("ops").roles("ops"));
  }

  private long message() {
    db.sql(
            """
            insert into contact (full_name, zone, region, created_at, updated_at)
            values ('Yamada <b>', 'Asia/Tokyo', 'JP', current_timestamp, current_timestamp)
            """)
        .update();
    var contact = db.sql("select max(id) from contact").query(Long.class).single();
    db.sql(
            """
            insert into touch (run_id, step, occurrence, contact_id, channel, purpose, state,
              due_at, useful_until, planned_at, done_at) values (5, 'Task_Send', 1, ?, 'EMAIL',
              'MARKETING', 'SENT', current_timestamp, current_timestamp, current_timestamp,
              current_timestamp)
            """)
        .param(contact)
        .update();
    var touch = db.sql("select max(id) from touch").query(Long.class).single();
    db.sql(
            """
            insert into outbox_message (touch_id, channel, address, subject, html, body, headers, at)
            values (?, 'EMAIL', 'y@reader.example', 'Hello <i>', '<script>alert(1)</script><p>Hi</p>',
              'Hi, see https://x.example/a?b=1&c=2.', 'Message-ID: <touch-1@x>', timestamp with time zone '2026-03-02 10:30:00+00')
            """)
        .param(touch)
        .update();
    return db.sql("select max(id) from outbox_message").query(Long.class).single();
  }
}
