package dev.sopflow.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SopflowTest
class LoginTest {

  @Autowired TestRestTemplate rest;
  @Autowired Reps reps;
  @Autowired LoginLimit limit;
  @Autowired VirtualClock clock;
  @Autowired WebApplicationContext house;

  @Test
  void repsAreTheUsersInTheirRole() {
    assertThat(reps.userNames()).containsExactly("rep1", "rep2");
  }

  @Test
  void aStrangerIsSentToTheLogin() {
    var answer = rest.getForEntity("/contacts", String.class);
    assertThat(answer.getBody()).contains("name=\"password\"");
  }

  @Test
  void aStrangerSeesOnlyTheLoginItsFilesAndTheHealth() {
    assertThat(statusOf("/css/sopflow.css")).isEqualTo(HttpStatus.OK);
    assertThat(statusOf("/webjars/htmx.org/dist/htmx.min.js")).isEqualTo(HttpStatus.OK);
    assertThat(statusOf("/actuator/health")).isEqualTo(HttpStatus.OK);
    assertThat(statusOf("/api/contacts")).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(statusOf("/engine-rest/task")).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(statusOf("/camunda/api/engine/engine/default/task"))
        .isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(statusOf("/camunda/api/admin/setup/default/user/create"))
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void restRefusesInPlainWords() {
    var stranger = rest.getForEntity("/api/runs", String.class);
    assertThat(stranger.getHeaders().getContentType()).hasToString("application/problem+json");
    assertThat(stranger.getBody()).contains("HTTP Basic");
    var rep = as("rep1").getForEntity("/api/runs", String.class);
    assertThat(rep.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(rep.getBody()).contains("role does not allow");
  }

  @Test
  void onlyWhoRunsSopsMayDeployOrStart() {
    assertThat(deployAs("rep1").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(deployAs("ops").getStatusCode()).isNotEqualTo(HttpStatus.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/engine-rest/filter/create", "/engine-rest/engine/default/filter/create"})
  void onlyAdminsMayStoreFilters(String path) {
    var filter = Map.of("resourceType", "Task", "name", "Mine", "query", Map.of());
    for (var user : List.of("rep1", "ops")) {
      assertThat(as(user).postForEntity(path, filter, String.class).getStatusCode())
          .isEqualTo(HttpStatus.FORBIDDEN);
    }
    var made = as("admin").postForEntity(path, filter, Map.class);
    assertThat(made.getStatusCode()).isEqualTo(HttpStatus.OK);
    as("admin").delete("/engine-rest/filter/" + made.getBody().get("id"));
    assertThat(as("ops").getForEntity("/engine-rest/filter", String.class).getStatusCode())
        .isEqualTo(HttpStatus.OK);
  }

  @Test
  void guessingIsSlowedDownForThatUserFromThatAddress() {
    for (int i = 0; i < 8; i++) {
      limit.failed("rep1", "10.0.0.1");
    }
    assertThat(limit.mustWait("rep1", "10.0.0.1")).isTrue();
    assertThat(limit.mustWait("rep2", "10.0.0.1")).isFalse();
    assertThat(limit.mustWait("rep1", "10.0.0.2")).isFalse();
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(6)));
    assertThat(limit.mustWait("rep1", "10.0.0.1")).isFalse();
  }

  @Test
  void aWrongPasswordCountsAlsoRightAfterTheRightOne() {
    assertThat(as("rep2").getForEntity("/api/contacts", String.class).getStatusCode())
        .isEqualTo(HttpStatus.OK);
    var guesser = rest.withBasicAuth("rep2", "guess");
    for (int i = 0; i < 8; i++) {
      assertThat(guesser.getForEntity("/api/contacts", String.class).getStatusCode())
          .isEqualTo(HttpStatus.UNAUTHORIZED);
    }
    assertThat(as("rep2").getForEntity("/api/contacts", String.class).getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(6)));
    assertThat(as("rep2").getForEntity("/api/contacts", String.class).getStatusCode())
        .isEqualTo(HttpStatus.OK);
  }

  @Test
  void nobodyGuessesPasswordsPastTheLimit() throws Exception {
    var guess = Map.of("username", "admin", "password", "admin");
    for (var user : List.of("rep1", "ops")) {
      assertThat(as(user).postForEntity("/engine-rest/identity/verify", guess, String.class))
          .extracting(ResponseEntity::getStatusCode)
          .isEqualTo(HttpStatus.FORBIDDEN);
    }
    var webappsLogin = post("/camunda/api/admin/auth/user/default/login/tasklist");
    MockMvcBuilders.webAppContextSetup(house)
        .apply(springSecurity())
        .build()
        .perform(webappsLogin.with(user("rep1").roles(Roles.REP)))
        .andExpect(status().isForbidden());
  }

  private ResponseEntity<String> deployAs(String user) {
    return as(user).postForEntity("/engine-rest/deployment/create", null, String.class);
  }

  private HttpStatus statusOf(String path) {
    return HttpStatus.valueOf(rest.getForEntity(path, String.class).getStatusCode().value());
  }

  private TestRestTemplate as(String user) {
    return rest.withBasicAuth(user, user);
  }
}
