package dev.sopflow.touch.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.sopflow.contact.Channel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import dev.sopflow.touch.Signal.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What came back can be read by ops, whoever it belongs to. */
@SopflowTest
class InboxPageTest {

  @Autowired WebApplicationContext house;
  @Autowired Feedback feedback;
  @Autowired RunFixtures given;
  @Autowired JdbcClient db;
  private MockMvc browser;
  private int told;

  @BeforeEach
  void open() {
    browser = MockMvcBuilders.webAppContextSetup(house).apply(springSecurity()).build();
  }

  private void tell(Kind kind, String address, String detail, String text) {
    feedback.take(
        new Signal(
            kind, Channel.EMAIL, null, address, null, "test", "s" + told++, detail, null, text));
  }

  private ResultActions look(String page, String role) throws Exception {
    return browser.perform(get(page).with(user("someone").roles(role)));
  }

  private void shows(String page, String... words) throws Exception {
    for (var each : words) {
      look(page, "ops")
          .andExpect(status().isOk())
          .andExpect(content().string(containsString(each)));
    }
  }

  @Test
  void anEmptyInboxSaysThatNoMailboxIsReadAndWhatWouldAppear() throws Exception {
    shows("/inbox", "No mailbox is read", "Nobody has written so far");
    shows("/inbox?view=STRANGE", "Everything that came back belongs to somebody we know");
  }

  @Test
  void whatBelongsToNobodyIsShownWithAWayToLookForThem() throws Exception {
    var ada = given.person("Ada <Quill>", "rep1");
    tell(Kind.REPLIED, "p" + ada + "@people.example", null, "Call me <b>now</b>");
    tell(Kind.REPLIED, "who@nowhere.example", null, "Hello?");
    tell(Kind.BOUNCED, "gone@nowhere.example", "5.1.1", null);
    shows("/inbox", "Ada &lt;Quill&gt;", "Call me &lt;b&gt;now&lt;/b&gt;", "Hello?", "wrote");
    shows("/inbox?view=STRANGE", "who@nowhere.example", "/contacts?q=who@nowhere.example");
    look("/inbox?view=STRANGE", "ops").andExpect(content().string(not(containsString("Ada"))));
    shows("/inbox?view=LOST", "gone@nowhere.example", "nobody has this address", "5.1.1");
  }

  @Test
  void aMailboxThatCanNotBeReadSaysWhy() throws Exception {
    db.sql(
            """
            insert into inbox (account, folder, last_trouble, last_error, last_error_at)
            values ('box@example.com', 'INBOX', 'LOGIN', 'NO authentication failed', :at)
            """)
        .param("at", java.time.Instant.EPOCH.atOffset(java.time.ZoneOffset.UTC))
        .update();
    shows("/inbox", "box@example.com", "does not take the user name or the password");
  }

  @Test
  void aRepHasNoPlaceThere() throws Exception {
    look("/inbox", "rep").andExpect(status().isForbidden());
  }
}
