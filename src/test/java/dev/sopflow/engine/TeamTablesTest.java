package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.contact.PositionLevels;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.SendWindow;
import dev.sopflow.touch.FrequencyCap;
import dev.sopflow.touch.FrequencyCaps;
import dev.sopflow.touch.SendWindows;
import java.time.Duration;
import java.time.LocalTime;
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

  @ParameterizedTest
  @CsvSource({
    "29, 0, 1, 1, 1, TOO_FEW",
    "30, 0.06, 1, 1, 1, POOR",
    "30, 0.05, 0.01, 0, 0, GOOD",
    "30, 0, 0, 0.05, 0, GOOD",
    "30, 0, 0, 0.02, 0.2, GOOD",
    "30, 0, 0, 0.01, 0.9, POOR",
  })
  void theGateWeighsRefusalsBeforeSuccess(
      int reached, double refusal, double opportunity, double response, double open, String says) {
    var figures =
        Map.<String, Object>of(
            "reached", reached,
            "refusalRate", refusal,
            "opportunityRate", opportunity,
            "responseRate", response,
            "openRate", open);
    assertThat(tables.ask("feedback-gate", figures)).isEqualTo(List.of(Map.of("verdict", says)));
  }
}
