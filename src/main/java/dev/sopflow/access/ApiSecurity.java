package dev.sopflow.access;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The REST ends: a user name and password with every call, no session, problems as answers. */
@Configuration
class ApiSecurity {

  private static final String[] WHO_RUN_SOPS = {Roles.OPS, Roles.ADMIN};

  private static final String[] DEPLOYMENTS = ofEngine("/deployment/**");
  private static final String[] FILTERS = ofEngine("/filter/**");

  /** The engine's API answers with and without the engine's name. */
  private static String[] ofEngine(String path) {
    return new String[] {"/engine-rest" + path, "/engine-rest/engine/*" + path};
  }

  /**
   * The engine's API checks the engine's own rights; only who runs SOPs may deploy, and only admins
   * write filters, because a stored filter can carry an expression that runs code.
   */
  @Bean
  @Order(1)
  SecurityFilterChain engineApi(
      HttpSecurity http, ProblemAnswers problems, IdentityService identities) throws Exception {
    return stateless(http.securityMatcher("/engine-rest/**"), problems)
        .authorizeHttpRequests(
            rules ->
                rules
                    // It tries passwords without our login's limit.
                    .requestMatchers(
                        "/engine-rest/identity/**", "/engine-rest/engine/*/identity/**")
                    .denyAll()
                    .requestMatchers(POST, DEPLOYMENTS)
                    .hasAnyRole(WHO_RUN_SOPS)
                    .requestMatchers(GET, FILTERS)
                    .access(Roles.people())
                    .requestMatchers(FILTERS)
                    .hasRole(Roles.ADMIN)
                    .anyRequest()
                    .access(Roles.people()))
        .addFilterAfter(EngineIdentity.ofEveryone(identities), AuthorizationFilter.class)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain api(HttpSecurity http, ProblemAnswers problems, IdentityService identities)
      throws Exception {
    return stateless(http.securityMatcher("/api/**"), problems)
        .authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers("/api/contacts/imports/**")
                    .hasAnyRole(WHO_RUN_SOPS)
                    .requestMatchers("/api/opportunities/**")
                    .hasAnyRole(Roles.OPS, Roles.ADMIN, Roles.INTEGRATION)
                    .requestMatchers(POST, "/api/runs")
                    .hasAnyRole(Roles.OPS, Roles.ADMIN, Roles.INTEGRATION)
                    .requestMatchers(GET, "/api/openapi/**")
                    .authenticated()
                    .requestMatchers(
                        GET, "/api/contacts", "/api/contacts/*", "/api/contacts/*/timeline")
                    .access(Roles.people())
                    .requestMatchers(POST, "/api/contacts/*/opt-outs")
                    .access(Roles.people())
                    .anyRequest()
                    .hasAnyRole(WHO_RUN_SOPS))
        .addFilterAfter(EngineIdentity.ofThoseWhoRunSops(identities), AuthorizationFilter.class)
        .build();
  }

  private static HttpSecurity stateless(HttpSecurity http, ProblemAnswers problems)
      throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .httpBasic(basic -> basic.authenticationEntryPoint(problems))
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems));
  }
}
