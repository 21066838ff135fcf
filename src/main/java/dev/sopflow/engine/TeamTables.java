package dev.sopflow.engine;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.contact.PositionLevels;
import dev.sopflow.time.SendWindow;
import dev.sopflow.touch.FrequencyCap;
import dev.sopflow.touch.FrequencyCaps;
import dev.sopflow.touch.SendWindows;
import java.text.Normalizer;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers the rooms' questions from the team's decision tables. */
@Configuration(proxyBeanMethods = false)
class TeamTables {

  @Bean
  PositionLevels positionLevels(DecisionTables tables, DecisionKeys keys) {
    return title -> level(tables, keys.positionLevel(), title);
  }

  @Bean
  SendWindows sendWindows(DecisionTables tables, DecisionKeys keys) {
    return (channel, level) ->
        tables
            .ask(keys.sendWindow(), Map.of("channel", channel.name(), "level", level.name()))
            .stream()
            .map(TeamTables::window)
            .toList();
  }

  @Bean
  FrequencyCaps frequencyCaps(DecisionTables tables, DecisionKeys keys) {
    return channel ->
        tables.ask(keys.frequencyCap(), Map.of("channel", channel.name())).stream()
            .map(TeamTables::cap)
            .toList();
  }

  private static PositionLevel level(DecisionTables tables, String key, String title) {
    if (title == null || title.isBlank()) {
      return PositionLevel.STAFF;
    }
    List<Map<String, Object>> rules = tables.ask(key, Map.of("title", plain(title)));
    return rules.isEmpty()
        ? PositionLevel.STAFF
        : PositionLevel.valueOf(rules.get(0).get("level").toString());
  }

  /** Full-width letters become plain ones, capitals small. */
  private static String plain(String title) {
    return Normalizer.normalize(title, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  private static SendWindow window(Map<String, Object> rule) {
    return new SendWindow(
        Boolean.TRUE.equals(rule.get("workingDaysOnly")),
        LocalTime.parse(rule.get("from").toString()),
        LocalTime.parse(rule.get("to").toString()));
  }

  private static FrequencyCap cap(Map<String, Object> rule) {
    var counted = rule.get("counted");
    return new FrequencyCap(
        counted == null ? null : Channel.valueOf(counted.toString()),
        ((Number) rule.get("max")).intValue(),
        Duration.parse(rule.get("per").toString()));
  }
}
