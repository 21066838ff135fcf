package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.insight.Rate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The gate over many cohorts of which the truth is known. */
@SopflowTest
class GateOnCohortsTest {

  private static final int COHORTS = 200;

  @Autowired DecisionTables tables;

  /** How people of a kind truly are: the share that does it. */
  private record Kind(
      String name, double refuses, double buys, double answers, double clicks, double opens) {}

  private static final Kind GOOD = new Kind("good", 0.015, 0.02, 0.12, 0.25, 0.5);
  private static final Kind BAD = new Kind("bad", 0.02, 0.001, 0.01, 0.02, 0.08);
  private static final Kind ANNOYED = new Kind("annoyed", 0.12, 0.01, 0.1, 0.2, 0.4);
  private static final Kind DOUBTFUL = new Kind("on the edge", 0.01, 0.005, 0.05, 0.08, 0.15);

  @Test
  void theGateIsHardlyEverWrongAndAsksAPersonWhenItCannotKnow() {
    var random = new Random(20260302);
    System.out.println("COHORT kind size: how often good, poor, too few");
    assertThat(verdicts(GOOD, 400, random).get("GOOD")).isGreaterThanOrEqualTo(195);
    assertThat(verdicts(GOOD, 150, random)).doesNotContainKey("POOR");
    assertThat(verdicts(BAD, 1_000, random).get("POOR")).isGreaterThanOrEqualTo(190);
    assertThat(verdicts(BAD, 400, random)).doesNotContainKey("GOOD");
    assertThat(verdicts(BAD, 60, random).getOrDefault("GOOD", 0)).isLessThanOrEqualTo(4);
    assertThat(verdicts(ANNOYED, 400, random).get("POOR")).isGreaterThanOrEqualTo(195);
    assertThat(verdicts(DOUBTFUL, 600, random).get("TOO_FEW")).isGreaterThanOrEqualTo(180);
    for (var kind : List.of(GOOD, BAD, ANNOYED)) {
      assertThat(verdicts(kind, 25, random)).containsOnlyKeys("TOO_FEW");
    }
  }

  private Map<String, Integer> verdicts(Kind kind, int size, Random random) {
    var verdicts = new TreeMap<String, Integer>();
    for (var n = 0; n < COHORTS; n++) {
      var says = tables.ask("feedback-gate", play(kind, size, random));
      verdicts.merge(says.get(0).get("verdict").toString(), 1, Integer::sum);
    }
    System.out.printf(
        "COHORT %s %d: good %d, poor %d, too few %d%n",
        kind.name(),
        size,
        verdicts.getOrDefault("GOOD", 0),
        verdicts.getOrDefault("POOR", 0),
        verdicts.getOrDefault("TOO_FEW", 0));
    return verdicts;
  }

  private static Map<String, Object> play(Kind kind, int size, Random random) {
    var figures = new HashMap<String, Object>(Map.of("reached", size));
    put(figures, "refusalRate", size, kind.refuses(), random);
    put(figures, "opportunityRate", size, kind.buys(), random);
    put(figures, "responseRate", size, kind.answers(), random);
    put(figures, "clickRate", size, kind.clicks(), random);
    put(figures, "openRate", size, kind.opens(), random);
    return figures;
  }

  private static void put(
      Map<String, Object> figures, String name, int size, double truth, Random random) {
    var part = (int) random.doubles(size).filter(one -> one < truth).count();
    var rate = new Rate(part, size);
    figures.put(name, rate.share());
    figures.put(name + "Low", rate.low());
    figures.put(name + "High", rate.high());
  }
}
