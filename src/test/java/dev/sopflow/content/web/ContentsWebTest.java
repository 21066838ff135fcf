package dev.sopflow.content.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class ContentsWebTest {

  @Autowired WebApplicationContext house;
  @Autowired JdbcClient db;
  @Autowired VirtualClock clock;

  MockMvc web;
  long contact;
  final String key = "web-" + UUID.randomUUID();

  @BeforeEach
  void aContact() {
    web = MockMvcBuilders.webAppContextSetup(house).apply(springSecurity()).build();
    db.sql(
            """
            insert into contact (full_name, created_at, updated_at)
            values ('Anna <script>alert(1)</script>', current_timestamp, current_timestamp)
            """)
        .update();
    contact = db.sql("select max(id) from contact").query(Long.class).single();
  }

  @Test
  void aPieceIsPutReadPreviewedAndListed() throws Exception {
    web.perform(api(put("/api/contents/" + key), mail("<p>Hi {{ contact.name }}</p>")))
        .andExpect(status().isCreated())
        .andExpect(jsonPath("$.status").value("ACTIVE"));
    web.perform(api(put("/api/contents/" + key), mail("<p>Hello {{ contact.name }}</p>")))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.version").value(2))
        .andExpect(jsonPath("$.versions[1].status").value("RETIRED"));
    web.perform(api(post("/api/contents/" + key + "/preview"), "{\"contactId\":" + contact + "}"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.html").value(containsString("Hello Anna &lt;script&gt;")))
        .andExpect(jsonPath("$.text").value(containsString("Hello Anna <script>")));
    web.perform(get("/api/contents?stage=BRAND&language=en&size=200").with(httpBasic("ops", "ops")))
        .andExpect(jsonPath("$.items[?(@.key == '" + key + "')].state").value("FRESH"));
  }

  @Test
  void todayTellsOfPiecesNearTheirReview() throws Exception {
    page("/contents/-/review").andExpect(content().string(not(containsString("review date"))));
    clock.moveTo(Instant.parse("2026-12-15T08:00:00Z"));
    page("/contents/-/review")
        .andExpect(content().string(containsString("pieces of content are near the review date")));
  }

  @Test
  void aBrokenPieceIsAnsweredWithAllThatIsWrongAndNothingIsKept() throws Exception {
    web.perform(api(put("/api/contents/" + key), mail("<p>{{ contact.nme }} {{ x }}</p>")))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.problems.length()").value(2))
        .andExpect(jsonPath("$.problems[0]").value(containsString("HTML, line")));
    web.perform(get("/api/contents/" + key).with(httpBasic("ops", "ops")))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail").value(containsString(key)));
  }

  @Test
  void aDraftIsKeptEvenIfItIsBroken() throws Exception {
    var draft = mail("<p>{{ x }}</p>").replace("{\"name\"", "{\"activate\":false,\"name\"");
    web.perform(api(put("/api/contents/" + key), draft))
        .andExpect(status().isCreated())
        .andExpect(jsonPath("$.status").value("DRAFT"));
    web.perform(api(post("/api/contents/" + key + "/preview"), "{\"contactId\":" + contact + "}"))
        .andExpect(status().isUnprocessableEntity());
  }

  @Test
  void aRepMayNotChangeContent() throws Exception {
    web.perform(
            put("/api/contents/" + key)
                .with(httpBasic("rep1", "rep1"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(mail("<p>x</p>")))
        .andExpect(status().isForbidden());
  }

  @Test
  void theLibraryIsShownAndCanBeFiltered() throws Exception {
    page("/contents?stage=FUNCTION&channel=EMAIL&language=ja&state=&q=")
        .andExpect(content().string(containsString("すべての窓口をひとつの受信箱に")))
        .andExpect(content().string(not(containsString("One inbox for every channel"))));
    page("/contents?q=nothing-like-this")
        .andExpect(content().string(containsString("No piece fits")));
  }

  @Test
  void aPieceIsShownWithItsVersions() throws Exception {
    page("/contents/one-inbox.email.en")
        .andExpect(content().string(containsString("Version 1")))
        .andExpect(content().string(containsString("Goes out")));
    page("/contents/one-inbox.email.en/edit")
        .andExpect(content().string(containsString("links.unsubscribe")));
    page("/contents/-/new");
  }

  @Test
  void anEditThatIsWrongComesBackWithWhatWasTyped() throws Exception {
    web.perform(form(post("/contents")).param("html", "<p>{{ nme }}</p>").param("then", "activate"))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("There is no placeholder")))
        .andExpect(content().string(containsString("&lt;p&gt;{{ nme }}")));
  }

  @Test
  void anEditIsSavedAndActivated() throws Exception {
    web.perform(form(post("/contents")).param("html", "<p>x</p>").param("then", "draft"))
        .andExpect(status().is3xxRedirection());
    web.perform(post("/contents/" + key + "/versions/1/activate").with(ops()).with(csrf()))
        .andExpect(status().is3xxRedirection());
    page("/contents/" + key).andExpect(content().string(containsString("Goes out")));
  }

  @Test
  void aPreviewRunsNoScript() throws Exception {
    page("/contents/one-inbox.email.en/preview");
    page("/contents/one-inbox.email.en/preview?version=1&contact=" + contact)
        .andExpect(content().string(containsString("sandbox=\"\"")))
        .andExpect(content().string(not(containsString("<script>alert"))));
    page("/contents/one-inbox.email.en/preview/mail?version=1&contact=" + contact)
        .andExpect(
            header()
                .string("Content-Security-Policy", containsString("sandbox; default-src 'none'")))
        .andExpect(header().string("X-Frame-Options", "SAMEORIGIN"))
        .andExpect(content().string(containsString("Anna &lt;script&gt;")));
  }

  @Test
  void aContactIsFoundForThePreview() throws Exception {
    page("/contents/one-inbox.email.en/preview/contacts?version=1&q=ann")
        .andExpect(content().string(containsString("Anna &lt;script&gt;")));
    page("/contents/one-inbox.email.en/preview/contacts?version=1&q=100%25")
        .andExpect(content().string(containsString("Nobody of that name")));
  }

  @Test
  void theLengthOfATextMessageIsShownWhileItIsWritten() throws Exception {
    web.perform(post("/contents/-/length").with(ops()).with(csrf()).param("text", "中".repeat(71)))
        .andExpect(content().string(containsString("2 segments")));
  }

  private org.springframework.test.web.servlet.ResultActions page(String path) throws Exception {
    return web.perform(get(java.net.URI.create(path)).with(ops())).andExpect(status().isOk());
  }

  private MockHttpServletRequestBuilder form(MockHttpServletRequestBuilder request) {
    return request
        .with(ops())
        .with(csrf())
        .param("isNew", "true")
        .param("key", key)
        .param("name", "Test")
        .param("stage", "BRAND")
        .param("channel", "EMAIL")
        .param("language", "en")
        .param("validUntil", "")
        .param("reviewBy", "2027-01-31")
        .param("subject", "S");
  }

  private static MockHttpServletRequestBuilder api(
      MockHttpServletRequestBuilder request, String json) {
    return request
        .with(httpBasic("ops", "ops"))
        .contentType(MediaType.APPLICATION_JSON)
        .content(json);
  }

  private static org.springframework.test.web.servlet.request.RequestPostProcessor ops() {
    return user("ops").roles("ops");
  }

  private static String mail(String html) {
    return "{\"name\":\"Test\",\"stage\":\"BRAND\",\"channel\":\"EMAIL\",\"language\":\"en\",\"subject\":\"S\",\"html\":\"%s\"}"
        .formatted(html);
  }
}
