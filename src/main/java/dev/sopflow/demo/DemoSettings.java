package dev.sopflow.demo;

import dev.sopflow.contact.Channel;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * What the fictional company begins with; without configuration, nothing.
 *
 * @param lists brought in at the start
 * @param refused e-mail addresses of people who have refused everything
 * @param audience whom the first run is for
 * @param run the run that has just begun, or null
 */
@ConfigurationProperties("sopflow.demo")
record DemoSettings(
    @DefaultValue java.util.List<List> lists,
    @DefaultValue Set<String> refused,
    Audience audience,
    Run run) {

  /** A list of people, and what they agreed to where. */
  record List(
      Resource file, String region, @DefaultValue Set<Channel> consent, String consentSource) {}

  /** An audience by its conditions, as JSON. */
  record Audience(String key, String name, String conditions) {}

  /** A run of an SOP, by its key. */
  record Run(String sop, String name, String startedBy) {}
}
