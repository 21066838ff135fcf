package dev.sopflow.audience.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.sopflow.audience.Audiences;
import dev.sopflow.house.SopflowTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class AudiencesWebTest {

  @Autowired WebApplicationContext house;
  @Autowired Audiences audiences;
  @Autowired JdbcClient db;

  MockMvc web;
  long anna;

  @BeforeEach
  void twoContacts() {
    web = MockMvcBuilders.webAppContextSetup(house).apply(springSecurity()).build();
    anna = contact("Anna <b>", "Osaka");
    contact("Ben", "Kyoto");
  }

  @Test
  void anAudienceIsPutReadAndCounted() throws Exception {
    web.perform(put("key-accounts", "{\"field\":\"contact.city\",\"is\":\"osaka\"}"))
        .andExpect(status().isCreated());
    web.perform(put("key-accounts", "{\"not\":{\"field\":\"contact.city\",\"is\":\"osaka\"}}"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.conditions.not.field").value("contact.city"));
    web.perform(api("/api/audiences/key-accounts/count")).andExpect(jsonPath("$.count").value(1));
    web.perform(api("/api/audiences")).andExpect(jsonPath("$.total").value(2));
  }

  @Test
  void aMistakeIsAnsweredWithItsPlace() throws Exception {
    web.perform(put("bad", "{\"all\":[{\"field\":\"contact.cty\",\"is\":\"x\"}]}"))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.path").value("$.all[0].field"))
        .andExpect(jsonPath("$.detail").value(containsString("contact.city")));
    web.perform(put("everyone", "{\"tag\":\"x\"}")).andExpect(status().isBadRequest());
    web.perform(put("Bad Key", "{\"tag\":\"x\"}")).andExpect(status().isBadRequest());
  }

  @Test
  void anUnknownAudienceIsAnsweredInWords() throws Exception {
    for (var path : List.of("/api/audiences/nope", "/api/audiences/nope/count")) {
      web.perform(api(path))
          .andExpect(status().isNotFound())
          .andExpect(jsonPath("$.detail").value("There is no audience 'nope'"));
    }
  }

  @Test
  void theListNamesAllAndCountsEach() throws Exception {
    audiences.handPicked(List.of(anna), "ops");
    page("/audiences")
        .andExpect(content().string(containsString("Everyone")))
        .andExpect(content().string(containsString("hand-picked")));
    page("/audiences/everyone/count").andExpect(content().string(containsString("2")));
  }

  @Test
  void anAudienceShowsWhomItFinds() throws Exception {
    audiences.put("osaka", "Osaka", "{\"field\":\"contact.city\",\"is\":\"Osaka\"}", "ops");
    page("/audiences/osaka")
        .andExpect(content().string(containsString("One contact")))
        .andExpect(content().string(containsString("Anna &lt;b&gt;")))
        .andExpect(content().string(not(containsString("Ben"))));
    page("/audiences/everyone").andExpect(content().string(containsString("2 contacts")));
    page("/audiences/" + audiences.handPicked(List.of(anna), "ops"))
        .andExpect(content().string(containsString("One contact")));
    page("/audiences/-/new");
  }

  @Test
  void nestedConditionsAreLeftToJson() throws Exception {
    audiences.put("deep", "Deep", "{\"any\":[{\"all\":[{\"tag\":\"x\"}]}]}", "ops");
    page("/audiences/deep").andExpect(content().string(containsString("edited as JSON")));
  }

  @Test
  void aRowIsAddedChangedAndRemoved() throws Exception {
    web.perform(row(post("/audiences/-/editor"), "tag", "tag").param("do", "add"))
        .andExpect(content().string(containsString("Condition 2")));
    web.perform(row(post("/audiences/-/editor"), "visited", "tag"))
        .andExpect(content().string(containsString("wrong person")));
    web.perform(row(post("/audiences/-/editor"), "tag", "tag").param("do", "remove:0"))
        .andExpect(content().string(containsString("No condition yet")));
  }

  @Test
  void whoMatchesIsShownWhileItIsWritten() throws Exception {
    web.perform(
            post("/audiences/-/match")
                .with(user("ops").roles("ops"))
                .with(csrf())
                .param("json", "{\"field\":\"contact.city\",\"is\":\"Kyoto\"}"))
        .andExpect(content().string(containsString("Ben")));
    web.perform(
            post("/audiences/-/match")
                .with(user("ops").roles("ops"))
                .with(csrf())
                .param("json", "{"))
        .andExpect(content().string(containsString("not valid JSON")));
  }

  @Test
  void rowsAreSavedAsConditions() throws Exception {
    web.perform(row(post("/audiences"), "tag", "tag").param("key", "vip").param("name", "VIPs"))
        .andExpect(redirectedUrl("/audiences/vip"));
    org.assertj.core.api.Assertions.assertThat(audiences.find("vip").orElseThrow().conditions())
        .contains("\"tag\" : \"gold, or silver\"");
  }

  @Test
  void whatCannotBeSavedComesBackWithTheReason() throws Exception {
    web.perform(
            post("/audiences")
                .with(user("ops").roles("ops"))
                .with(csrf())
                .param("key", "vip")
                .param("name", "VIPs")
                .param("json", "{\"tga\":\"x\"}"))
        .andExpect(content().string(containsString("must have exactly one of")))
        .andExpect(content().string(containsString("tga")));
  }

  private static MockHttpServletRequestBuilder row(
      MockHttpServletRequestBuilder request, String kind, String was) {
    return request
        .with(user("ops").roles("ops"))
        .with(csrf())
        .param("mode", "all")
        .param("not", "false")
        .param("kind", kind)
        .param("was", was)
        .param("field", "")
        .param("test", "")
        .param("value", "gold, or silver")
        .param("channel", "")
        .param("days", "")
        .param("times", "");
  }

  private ResultActions page(String path) throws Exception {
    return web.perform(get(path).with(user("ops").roles("ops"))).andExpect(status().isOk());
  }

  private static MockHttpServletRequestBuilder api(String path) {
    return get(path).with(httpBasic("ops", "ops"));
  }

  private static MockHttpServletRequestBuilder put(String key, String conditions) {
    return org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put(
            "/api/audiences/{key}", key)
        .with(httpBasic("ops", "ops"))
        .contentType(MediaType.APPLICATION_JSON)
        .content("{\"name\":\"Test\",\"conditions\":" + conditions + "}");
  }

  private long contact(String name, String city) {
    db.sql(
            """
            insert into contact (full_name, city, created_at, updated_at)
            values (:name, :city, current_timestamp, current_timestamp)
            """)
        .param("name", name)
        .param("city", city)
        .update();
    return db.sql("select max(id) from contact").query(Long.class).single();
  }
}
