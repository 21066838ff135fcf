package dev.sopflow.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MomentTest {

  private static final Moment START =
      Moment.of(Instant.parse("2026-03-20T13:00:00Z"), ZoneId.of("Europe/Paris"));

  @Test
  void aTimeIsSaidInTheReadersZoneAndTheLanguageOfTheWords() {
    assertThat(START).hasToString("Friday 20 March 2026 14:00 (Central European Time)");
    assertThat(START.in(Locale.CHINESE).day()).isEqualTo("2026年3月20日星期五");
    assertThat(START.in(Locale.JAPANESE).day()).isEqualTo("2026年3月20日金曜日");
  }

  @Test
  void aTemplateSaysAllOfItOrAPart() {
    assertThat(fill("{{ dates.start }}")).startsWith("Friday 20 March 2026 14:00 (");
    assertThat(
            fill("{{ dates.start | day }} at {{ dates.start | time }}, {{ dates.start | zone }}"))
        .isEqualTo("Friday 20 March 2026 at 14:00, Central European Time");
    assertThat(fill("{% assign s = dates.start %}{{ s | time }}")).isEqualTo("14:00");
    assertThat(fill("{% if dates.start %}soon{% endif %}")).isEqualTo("soon");
  }

  @Test
  void aTimeThatIsUnknownTakesItsFallback() {
    assertThat(fill("{{ dates.replay | day | default: 'soon' }}{{ run.theme | day }}"))
        .isEqualTo("soon");
    assertThat(Template.of("{{ dates.start | day }}", true).fill(Map.of())).isEmpty();
  }

  private static String fill(String source) {
    return Template.of(source, false)
        .fill(Map.of("dates", Map.of("start", START), "run", Map.of("theme", "Peaks")));
  }
}
