package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.contact.PositionLevels;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Rate;
import dev.sopflow.time.SendWindow;
import dev.sopflow.touch.FrequencyCap;
import dev.sopflow.touch.FrequencyCaps;
import dev.sopflow.touch.SendWindows;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class TeamTablesTest {

  @Autowired PositionLevels levels;
  @Autowired SendWindows windows;
  @Autowired FrequencyCaps caps;
  @Autowired DecisionTables tables;

  @ParameterizedTest
  @CsvSource({
    "CEO, BOSS",
    "Founder, BOSS",
    "Co-Founder & CTO, BOSS",
    "Assistant to the CEO, STAFF",
    "VP Marketing, MANAGER",
    "IT Lead, MANAGER",
    "Procurement Director, MANAGER",
    "Operations Manager, MANAGER",
    "Analyst, STAFF",
    "Sales Rep, STAFF",
    "总经理, BOSS",
    "创始人, BOSS",
    "销售经理, MANAGER",
    "采购总监, MANAGER",
    "IT主管, MANAGER",
    "总经理助理, STAFF",
    "运营专员, STAFF",
    "社長, BOSS",
    "代表取締役, BOSS",
    "部長, MANAGER",
    "課長, MANAGER",
    "マネージャー, MANAGER",
    "担当, STAFF",
    "ＣＥＯ, BOSS",
  })
  void aJobTitleInAnyLanguageSaysHowHighItsHolderStands(String title, PositionLevel level) {
    assertThat(levels.of(title)).isEqualTo(level);
  }

  @Test
  void whoseTitleIsUnknownIsStaff() {
    assertThat(levels.of(null)).isEqualTo(PositionLevel.STAFF);
    assertThat(levels.of("  ")).isEqualTo(PositionLevel.STAFF);
  }

  @Test
  void bossesReadInTheEveningOthersBeforeLunchOrTheEndOfWork() {
    assertThat(windows.of(Channel.EMAIL, PositionLevel.BOSS))
        .containsExactly(new SendWindow(false, LocalTime.of(19, 0), LocalTime.of(21, 0)));
    assertThat(windows.of(Channel.SMS, PositionLevel.STAFF))
        .containsExactly(
            new SendWindow(true, LocalTime.of(11, 0), LocalTime.of(12, 0)),
            new SendWindow(true, LocalTime.of(16, 30), LocalTime.of(17, 30)));
  }

  @Test
  void capsCountTheChannelAndAllChannelsTogether() {
    assertThat(caps.of(Channel.EMAIL))
        .contains(
            new FrequencyCap(null, 2, Duration.ofDays(1)),
            new FrequencyCap(Channel.EMAIL, 1, Duration.ofDays(1)));
    assertThat(caps.of(Channel.CALL)).isEmpty();
  }

  /** Shares of those reached: refused, opportunities, answered, clicked, opened. */
  @ParameterizedTest
  @CsvSource({
    "   0,   0,  0,   0,   0,   0, TOO_FEW",
    "  29,   0,  2,  29,  29,  29, TOO_FEW",
    "  40,   0,  0,   5,   9,  20, GOOD",
    "  40,   0,  0,   4,   9,  20, GOOD",
    "  40,   0,  0,   4,   5,   9, TOO_FEW",
    "  40,   0,  0,   0,   0,   0, TOO_FEW",
    " 400,   0,  0,   0,   0,   0, POOR",
    " 400,  28,  0,   0,   0,   0, TOO_FEW",
    " 400,  31, 40, 200, 200, 200, POOR",
    " 400,  21, 40, 200, 200, 200, TOO_FEW",
    " 400,  20, 40, 200, 200, 200, GOOD",
    "1000,   0, 18,  18,   0,   0, GOOD",
    "1000,   0, 10,  10,   0,   0, TOO_FEW",
    "1000,   0,  0,  70,   0,   0, GOOD",
    "1000,   0,  0,  40,   0,   0, TOO_FEW",
    "1000,   0,  0,  36,   0,   0, POOR",
    "1000,   0,  0,  36, 130,   0, GOOD",
    "1000,   0,  0,  36, 100,   0, TOO_FEW",
    "1000,   0,  0,  36,   0, 240, GOOD",
    "1000,   0,  0,   5,   0, 900, POOR",
  })
  void theGateDecidesOnlyWhatIsSure(
      int reached, int refused, int won, int answered, int clicked, int opened, String says) {
    var figures = new HashMap<String, Object>(Map.of("reached", reached));
    put(figures, "refusalRate", new Rate(refused, reached));
    put(figures, "opportunityRate", new Rate(won, reached));
    put(figures, "responseRate", new Rate(answered, reached));
    put(figures, "clickRate", new Rate(clicked, reached));
    put(figures, "openRate", new Rate(opened, reached));
    assertThat(tables.ask("feedback-gate", figures)).isEqualTo(List.of(Map.of("verdict", says)));
  }

  private static void put(Map<String, Object> figures, String name, Rate rate) {
    figures.put(name, rate.share());
    figures.put(name + "Low", rate.low());
    figures.put(name + "High", rate.high());
  }
}
