package dev.sopflow.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sopflow.house.SopflowTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

/** What a browser and a REST client are refused, seen from outside. */
@SopflowTest
class SecurityRulesTest {

  @Autowired TestRestTemplate following;

  @Test
  void aFormWithoutItsTokenChangesNothingAndSaysSo() {
    var answer = post("/runs", login("ops"), Map.of("sop", "any", "audience", "everyone"));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(get("/api/runs", basic("ops")).getBody()).contains("\"total\":0");
    var page = post("/runs", htmlIn(login("ops")), Map.of("sop", "any", "_csrf", "forged"));
    assertThat(page.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(page.getBody()).contains("Nothing was changed", "Go to Today");
  }

  @Test
  void aFormWhoseSessionIsOverLeadsToTheLogin() {
    var gone = new HttpHeaders();
    gone.add(HttpHeaders.COOKIE, "JSESSIONID=0123456789ABCDEF0123456789ABCDEF");
    var answer = post("/runs", gone, Map.of("sop", "any"));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FOUND);
    assertThat(answer.getHeaders().getLocation()).hasPath("/login").hasQuery("expired");
  }

  @Test
  void cockpitAndTheUserPagesAreForAdministrators() {
    for (var app : List.of("cockpit", "admin")) {
      for (var user : List.of("rep1", "ops")) {
        var page = get("/camunda/app/" + app + "/default/", htmlIn(login(user)));
        assertThat(page.getStatusCode()).as(user).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(page.getBody()).contains("This page is for administrators", "Go to Today");
      }
      assertThat(get("/camunda/app/" + app + "/default/", login("admin")).getStatusCode())
          .isEqualTo(HttpStatus.OK);
    }
  }

  @Test
  void whoLogsOutOfTasklistIsLoggedOutOfTheHouse() {
    var session = login("rep1");
    assertThat(get("/contacts", session).getStatusCode()).isEqualTo(HttpStatus.OK);
    post("/camunda/api/admin/auth/user/default/logout", session, Map.of());
    assertThat(get("/contacts", session).getHeaders().getLocation()).hasPath("/login");
  }

  @Test
  void onlyPagesThatStandInOursMayBeFramed() {
    var session = login("ops");
    assertThat(framing("/contacts", session)).isEqualTo("DENY");
    assertThat(framing("/", session)).isEqualTo("DENY");
    assertThat(framing("/tasks/unknown/customer", session)).isEqualTo("SAMEORIGIN");
  }

  @Test
  void aPageRunsNoScriptsButOurs() {
    var policy = get("/", login("ops")).getHeaders().getFirst("Content-Security-Policy");
    assertThat(policy)
        .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'self'")
        .doesNotContain("script-src")
        .doesNotContain("unsafe-eval");
  }

  @Test
  void onlyAPageWithAPictureMayStyleInline() {
    var session = login("ops");
    assertThat(policyOf("/runs/1", session)).contains("style-src 'self' 'unsafe-inline'");
    assertThat(policyOf("/runs/1", session)).doesNotContain("script-src");
    assertThat(policyOf("/runs", session)).doesNotContain("unsafe");
  }

  private String policyOf(String path, HttpHeaders session) {
    return get(path, session).getHeaders().getFirst("Content-Security-Policy");
  }

  @Test
  void repsMakeNoFiltersBecauseTheyCanCarryCode() {
    var filter = Map.of("resourceType", "Task", "name", "x", "query", Map.of());
    assertThat(json("/engine-rest/filter/create", "rep1", filter)).isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void repsStartNothing() {
    assertThat(json("/engine-rest/process-definition/key/nurture-cadence/start", "rep1", Map.of()))
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(json("/api/runs", "rep1", Map.of("sop", "nurture-cadence")))
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void aMachineTellsOfOpportunitiesAndStartsRunsAndNothingElse() {
    assertThat(json("/api/opportunities", "crm", Map.of())).isEqualTo(HttpStatus.BAD_REQUEST);
    var start = Map.of("sop", "nurture-cadence", "audience", "everyone", "name", "By the CRM");
    assertThat(json("/api/runs", "crm", start)).isEqualTo(HttpStatus.CREATED);
    for (var path :
        List.of(
            "/api/runs",
            "/api/contacts",
            "/api/contacts/1",
            "/api/contents",
            "/engine-rest/engine",
            "/engine-rest/task")) {
      assertThat(get(path, basic("crm")).getStatusCode()).as(path).isEqualTo(HttpStatus.FORBIDDEN);
    }
    assertThat(json("/engine-rest/process-definition/key/nurture-cadence/start", "crm", Map.of()))
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(json("/api/opportunities", "rep1", Map.of())).isEqualTo(HttpStatus.FORBIDDEN);
    var session = login("crm");
    for (var path :
        List.of(
            "/",
            "/contacts",
            "/runs",
            "/effect",
            "/runs/1/review",
            "/camunda/app/tasklist/default/")) {
      assertThat(get(path, session).getStatusCode()).as(path).isEqualTo(HttpStatus.FORBIDDEN);
    }
  }

  @Test
  void nobodySetsUpAnAdministratorOverTheWeb() {
    var path = "/camunda/api/admin/setup/default/user/create";
    for (var user : List.of("rep1", "ops", "admin")) {
      assertThat(post(path, login(user), Map.of()).getStatusCode())
          .as(user)
          .isEqualTo(HttpStatus.FORBIDDEN);
    }
  }

  @Test
  void anExpiredSessionIsToldAndLeadsBackToTheAskedPage() {
    var gone = new HttpHeaders();
    gone.setAccept(List.of(MediaType.TEXT_HTML));
    gone.add(HttpHeaders.COOKIE, "JSESSIONID=0123456789ABCDEF0123456789ABCDEF");
    var asked = get("/contacts?q=doe", gone);
    assertThat(asked.getHeaders().getLocation()).hasPath("/login").hasQuery("expired");
    var back = login("ops", cookie(asked)).getHeaders().getLocation();
    assertThat(back).hasPath("/contacts");
    assertThat(back.getQuery()).contains("q=doe");
  }

  @Test
  void aRepOnAnOpsPageIsRefused() {
    assertThat(get("/runs", login("rep1")).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void everyRestEndRefusesStrangers() {
    for (var path : List.of("/api/runs", "/api/contacts", "/api/openapi", "/engine-rest/engine")) {
      var answer = get(path, new HttpHeaders());
      assertThat(answer.getStatusCode()).as(path).isEqualTo(HttpStatus.UNAUTHORIZED);
      assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
    }
  }

  private HttpStatus json(String path, String user, Map<String, ?> body) {
    var headers = basic(user);
    headers.setContentType(MediaType.APPLICATION_JSON);
    var asked = new HttpEntity<>(body, headers);
    var answer = rest().exchange(path, HttpMethod.POST, asked, JsonNode.class);
    return HttpStatus.valueOf(answer.getStatusCode().value());
  }

  private String framing(String path, HttpHeaders session) {
    return get(path, session).getHeaders().getFirst("X-Frame-Options");
  }

  private static HttpHeaders htmlIn(HttpHeaders session) {
    session.setAccept(List.of(MediaType.TEXT_HTML));
    return session;
  }

  private HttpHeaders login(String user) {
    return cookie(login(user, new HttpHeaders()));
  }

  private ResponseEntity<String> login(String user, HttpHeaders session) {
    var page = get("/login", session);
    var token = page.getBody().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    var own = page.getHeaders().containsKey(HttpHeaders.SET_COOKIE) ? cookie(page) : session;
    return post("/login", own, Map.of("username", user, "password", user, "_csrf", token));
  }

  private ResponseEntity<String> post(String path, HttpHeaders session, Map<String, String> form) {
    var fields = new LinkedMultiValueMap<String, String>();
    fields.setAll(form);
    return rest().exchange(path, HttpMethod.POST, new HttpEntity<>(fields, session), String.class);
  }

  private ResponseEntity<String> get(String path, HttpHeaders headers) {
    return rest().exchange(path, HttpMethod.GET, new HttpEntity<>(headers), String.class);
  }

  private TestRestTemplate rest() {
    return following.withRequestFactorySettings(
        ClientHttpRequestFactorySettings.defaults()
            .withRedirects(ClientHttpRequestFactorySettings.Redirects.DONT_FOLLOW));
  }

  private static HttpHeaders basic(String user) {
    var headers = new HttpHeaders();
    headers.setBasicAuth(user, user);
    return headers;
  }

  private static HttpHeaders cookie(ResponseEntity<?> answer) {
    var headers = new HttpHeaders();
    var set = answer.getHeaders().getFirst(HttpHeaders.SET_COOKIE);
    headers.add(HttpHeaders.COOKIE, set.substring(0, set.indexOf(';')));
    return headers;
  }
}
