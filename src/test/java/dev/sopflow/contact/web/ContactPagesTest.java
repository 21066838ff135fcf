package dev.sopflow.contact.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.house.SopflowTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class ContactPagesTest {

  @Autowired WebApplicationContext house;
  @Autowired TestRestTemplate rest;
  @Autowired Contacts contacts;
  @Autowired Consents consents;
  @Autowired Suppressions suppressions;

  MockMvcTester browser;
  long ann;

  @BeforeEach
  void somebodyKnown() {
    browser =
        MockMvcTester.from(
            house, page -> page.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    ann =
        contacts.add(
            Profile.named("<img src=x onerror=alert(1)>")
                .workingAs("Buyer", "Contoso")
                .livingIn("Asia/Tokyo", "JP", "ja")
                .with(IdentityKind.EMAIL, "ann@c.example")
                .with(IdentityKind.PHONE, "+12025550100"),
            "ops");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRepFindsAndReadsAPortraitInWhichMarkupIsHarmless() {
    assertThat(page("/contacts?q=conto")).contains("&lt;img src=x", "Buyer", "ann@c.example");
    consents.grant(ann, Channel.SMS, "a form", "ops");
    suppressions.suppress(new Identity(IdentityKind.EMAIL, "ann@c.example"), "hard bounce");
    assertThat(page("/contacts/" + ann))
        .contains("<dd>Japan</dd>", "<dd>Japanese</dd>")
        .contains("&lt;img src=x", "agreed", "a form", "not used: hard bounce", "08:00 UTC")
        .contains("hx-get=\"/contacts/" + ann + "/timeline\"")
        .doesNotContain("<img src=x", "GRANTED");
    assertThat(page("/contacts?q=zzz")).contains("Nobody begins with");
  }

  @Test
  @WithMockUser(username = "rep1", roles = "rep")
  void aRefusalIsRecordedFromThePortrait() {
    assertThat(browser.post().uri("/contacts/{id}/opt-outs", ann).with(csrf()).param("channel", ""))
        .hasStatus3xxRedirection();
    assertThat(consents.of(ann)).singleElement().matches(c -> c.channel() == null && !c.granted());
    assertThat(page("/contacts/" + ann)).contains("Every channel", "refused", "told rep1");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void anUploadShowsItsProgressAndItsResult() throws Exception {
    var file =
        new MockMultipartFile("file", "a.csv", "text/csv", "name,email\nBob,x@\n".getBytes());
    var answer =
        browser.post().multipart().uri("/contacts/imports").file(file).with(csrf()).exchange();
    var place = answer.getResponse().getRedirectedUrl();
    for (int i = 0; i < 100 && page(place).contains("hx-get"); i++) {
      Thread.sleep(50);
    }
    assertThat(page(place)).contains("a.csv", "done", "Not taken", place + "/report");
    assertThat(page(place + "/report")).contains("2,rejected,", "Bob,x@");
    assertThat(page("/contacts/imports")).contains("a.csv", "Import a list");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void aWrongUploadIsExplainedOnTheForm() {
    var file = new MockMultipartFile("file", "a.csv", "text/csv", "x".getBytes());
    assertThat(
            browser
                .post()
                .multipart()
                .uri("/contacts/imports")
                .file(file)
                .param("region", "ZZ")
                .with(csrf()))
        .bodyText()
        .contains("no country code");
  }

  @Test
  @WithMockUser(username = "ops", roles = "ops")
  void aListThatIsRefusedSaysWhyAndLeadsToTheNextTry() throws Exception {
    var file =
        new MockMultipartFile("file", "a.csv", "text/csv", "email\nann@a.example".getBytes());
    var answer =
        browser.post().multipart().uri("/contacts/imports").file(file).with(csrf()).exchange();
    var place = answer.getResponse().getRedirectedUrl();
    for (int i = 0; i < 100 && page(place).contains("hx-get"); i++) {
      Thread.sleep(50);
    }
    assertThat(page(place))
        .contains("only one column", "Import another list")
        .doesNotContain("Every row was taken");
  }

  @Test
  void aListThatIsTooLargeIsAnsweredAndNotCutOff() {
    var parts = new LinkedMultiValueMap<String, Object>();
    parts.add(
        "file",
        new ByteArrayResource(new byte[53 << 20]) {
          @Override
          public String getFilename() {
            return "huge.csv";
          }
        });
    var answer = as("ops").postForEntity("/api/contacts/imports", parts, String.class);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.PAYLOAD_TOO_LARGE);
    assertThat(answer.getBody()).contains("up to 50 MB");
  }

  @Test
  void aListComesInOverRest() throws Exception {
    var parts = new LinkedMultiValueMap<String, Object>();
    parts.add(
        "file",
        new ByteArrayResource("name,email\nBob,bob@c.example\n".getBytes()) {
          @Override
          public String getFilename() {
            return "rest.csv";
          }
        });
    parts.add("consent", "EMAIL,SMS");
    parts.add("consentSource", "a form");
    var answer = as("ops").postForEntity("/api/contacts/imports", parts, JsonNode.class);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
    var place = answer.getHeaders().getLocation();
    var status = as("ops").getForObject(place, JsonNode.class);
    for (int i = 0; i < 100 && !status.get("status").asText().equals("DONE"); i++) {
      Thread.sleep(50);
      status = as("ops").getForObject(place, JsonNode.class);
    }
    assertThat(status.get("rows").asInt()).isOne();
    assertThat(status.get("created").asInt()).isOne();
    assertThat(status.get("rejected").asInt()).isZero();
    assertThat(as("ops").getForObject(place + "/report", String.class)).contains("Import line");
    var bob = as("rep1").getForObject("/api/contacts?q=bob", JsonNode.class).get("items").get(0);
    assertThat(bob.get("email").asText()).isEqualTo("bob@c.example");
    assertThat(consents.of(bob.get("id").asLong())).hasSize(2);
  }

  @Test
  void refusalsOverRestAreCheckedAndKept() {
    var place = "/api/contacts/" + ann + "/opt-outs";
    assertThat(post(place, Map.of("channel", "EMAIL", "source", "crm")).getStatusCode())
        .isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(consents.of(ann)).singleElement().matches(c -> c.source().equals("crm"));
    assertThat(post(place, Map.of("channel", "FAX")).getBody()).contains("channel", "400");
    assertThat(post("/api/contacts/999999999/opt-outs", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
    var unknown = as("rep1").getForEntity("/api/contacts/999999999", String.class);
    assertThat(unknown.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(unknown.getBody()).contains("There is no contact 999999999");
  }

  private ResponseEntity<String> post(String path, Map<String, String> body) {
    return as("rep1").postForEntity(path, new HttpEntity<>(body), String.class);
  }

  private TestRestTemplate as(String user) {
    return rest.withBasicAuth(user, user);
  }

  private String page(String path) {
    var answer = browser.get().uri(path).exchange();
    assertThat(answer).hasStatusOk();
    return new String(
        answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
