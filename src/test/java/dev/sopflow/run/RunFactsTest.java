package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.content.Occasion;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class RunFactsTest {

  @Autowired RunFixtures given;
  @Autowired RunFacts facts;
  @Autowired Runs runs;

  @Test
  void textsNumbersFlagsAndDatesAreKeptAsWhatTheyAre() {
    var run = given.run("sop-a");
    var variables =
        new HashMap<String, Object>(
            Map.of(
                "theme",
                "Peak season",
                "seats",
                40,
                "price",
                1.5,
                "replay",
                false,
                "at",
                Date.from(TestTime.START),
                "people",
                List.of(1, 2)));
    variables.put("nothing", null);
    facts.keep(run, variables);
    assertThat(facts.of(run).facts())
        .containsEntry("theme", "Peak season")
        .containsEntry("seats", new BigDecimal("40"))
        .containsEntry("price", new BigDecimal("1.5"))
        .containsEntry("replay", false)
        .containsEntry("at", TestTime.START)
        .containsEntry("name", "A run of sop-a")
        .containsEntry("code", runs.get(run).code())
        .hasSize(7);
  }

  @Test
  void aNewerValueReplacesTheFormerAndOthersStay() {
    var run = given.run("sop-a");
    facts.keep(run, Map.of("theme", "Peak season", "platform", "hall"));
    facts.keep(run, Map.of("theme", 7));
    facts.keep(run, Map.of("theme", 7));
    assertThat(facts.of(run).facts())
        .containsEntry("theme", new BigDecimal("7"))
        .containsEntry("platform", "hall");
  }

  @Test
  void noVariableCanPassForTheRunsOwnNameAndCode() {
    var run = given.run("sop-a");
    facts.keep(run, Map.of("name", "Other", "code", "XXXXX"));
    assertThat(facts.of(run).facts())
        .containsEntry("name", "A run of sop-a")
        .containsEntry("code", runs.get(run).code());
  }

  @Test
  void anUnknownRunHasNothingToSay() {
    assertThat(facts.of(404)).isEqualTo(Occasion.NONE);
    assertThat(facts.of(List.of())).isEmpty();
  }
}
