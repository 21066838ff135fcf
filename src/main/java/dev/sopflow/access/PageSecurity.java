package dev.sopflow.access;

import static org.springframework.http.HttpMethod.GET;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The pages: one login for the console and the engine's web applications. */
@Configuration
class PageSecurity {

  private static final String[] WHO_RUN_SOPS = {Roles.OPS, Roles.ADMIN};

  /** Pages that stand inside another page of ours. */
  private static final RequestMatcher FRAMED =
      new OrRequestMatcher(
          path("/tasks/*/customer"),
          path("/tasks/*/words"),
          path("/outbox/**"),
          path("/contents/**"));

  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'self'";

  /** Pages with a process picture, whose viewer places its parts by inline styles. */
  private static final RequestMatcher DRAWN = path("/runs/*");

  private static final String DRAWN_POLICY = POLICY + "; style-src 'self' 'unsafe-inline'";

  /**
   * The engine's web applications bring their own CSRF check and headers; ours would break them.
   * Their setup of a first administrator and their own login are closed for good.
   */
  @Bean
  @Order(3)
  SecurityFilterChain webapps(HttpSecurity http, LoginRequired loginRequired) throws Exception {
    return http.securityMatcher("/camunda/**")
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers(
                        "/camunda/api/admin/setup/**",
                        "/camunda/app/admin/*/setup/**",
                        // These try passwords without our login's limit.
                        "/camunda/api/admin/auth/user/*/login/**",
                        "/camunda/api/engine/identity/verify/**",
                        "/camunda/api/engine/engine/*/identity/verify/**")
                    .denyAll()
                    .requestMatchers("/camunda/app/cockpit/**", "/camunda/app/admin/**")
                    .hasRole(Roles.ADMIN)
                    .anyRequest()
                    .access(Roles.people()))
        .logout(
            logout ->
                logout
                    .logoutRequestMatcher(path("/camunda/api/admin/auth/user/*/logout"))
                    .logoutSuccessHandler(
                        new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
        .exceptionHandling(
            refused ->
                refused
                    .defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), path("/camunda/api/**"))
                    .defaultAuthenticationEntryPointFor(loginRequired, path("/camunda/**"))
                    .accessDeniedHandler(loginRequired))
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain console(
      HttpSecurity http, LoginRequired loginRequired, IdentityService identities) throws Exception {
    return http.authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers(
                        "/login",
                        "/error",
                        "/favicon.ico",
                        "/css/**",
                        "/js/**",
                        "/img/**",
                        "/webjars/**",
                        "/u/**",
                        // Links and pictures of messages.
                        "/c/*",
                        "/o/*",
                        "/register/**",
                        // Every call is signed.
                        "/webhooks/twilio/**",
                        "/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/contacts/imports/**")
                    .hasAnyRole(WHO_RUN_SOPS)
                    .requestMatchers("/runs/*/list/file")
                    .hasAnyRole(WHO_RUN_SOPS)
                    .requestMatchers(GET, "/runs/*/review")
                    .access(Roles.people())
                    .requestMatchers("/runs/*/list/**")
                    .access(Roles.people())
                    .requestMatchers(GET, "/", "/contacts", "/contacts/**", "/demo/clock")
                    .access(Roles.people())
                    .requestMatchers(
                        "/tasks/**",
                        "/notices/**",
                        "/contacts/*/opt-outs",
                        "/contacts/*/quiet-times/**")
                    .access(Roles.people())
                    .requestMatchers("/logout")
                    .authenticated()
                    .anyRequest()
                    .hasAnyRole(WHO_RUN_SOPS))
        .csrf(csrf -> csrf.ignoringRequestMatchers("/u/**", "/register/**", "/webhooks/twilio/**"))
        .formLogin(form -> form.loginPage("/login").failureHandler(loginRequired))
        .logout(logout -> logout.logoutSuccessUrl("/login?bye"))
        .exceptionHandling(
            refused ->
                refused.authenticationEntryPoint(loginRequired).accessDeniedHandler(loginRequired))
        .headers(PageSecurity::headers)
        .addFilterAfter(EngineIdentity.ofThoseWhoRunSops(identities), AuthorizationFilter.class)
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
        .addHeaderWriter(contentFrom(DRAWN_POLICY, DRAWN))
        .addHeaderWriter(contentFrom(POLICY, new NegatedRequestMatcher(DRAWN)))
        .addHeaderWriter(framesBy(XFrameOptionsMode.SAMEORIGIN, FRAMED))
        .addHeaderWriter(framesBy(XFrameOptionsMode.DENY, new NegatedRequestMatcher(FRAMED)));
  }

  private static DelegatingRequestMatcherHeaderWriter contentFrom(
      String policy, RequestMatcher pages) {
    return new DelegatingRequestMatcherHeaderWriter(
        pages, new ContentSecurityPolicyHeaderWriter(policy));
  }

  private static DelegatingRequestMatcherHeaderWriter framesBy(
      XFrameOptionsMode mode, RequestMatcher pages) {
    return new DelegatingRequestMatcherHeaderWriter(pages, new XFrameOptionsHeaderWriter(mode));
  }

  private static RequestMatcher path(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }

  /** Paths mean what the browser asks for, whichever servlet answers. */
  @Bean
  static PathPatternRequestMatcherBuilderFactoryBean pathMatchers() {
    return new PathPatternRequestMatcherBuilderFactoryBean();
  }

  /** Named by class name, as the engine's manual does for web.xml: the class is not API. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 100)
  ServletContextInitializer oneLogin() {
    return context -> {
      var filter =
          context.addFilter(
              "Container Based Authentication Filter",
              "org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter");
      filter.setInitParameters(Map.of("authentication-provider", WebappsLogin.class.getName()));
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(null, true, "/camunda/app/*", "/camunda/api/*");
    };
  }
}
