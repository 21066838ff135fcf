package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepLoadsTest {

  @Test
  void aContactOfAnActiveRepGoesToThatRepHoweverLoaded() {
    var loads = RepLoads.of(List.of("rep1", "rep2"), Map.of("rep2", 50));
    assertThat(loads.give("rep2")).isEqualTo("rep2");
  }

  @Test
  void aContactOfSomebodyWhoLeftGoesToTheLeastLoadedRep() {
    var loads = RepLoads.of(List.of("rep1", "rep2"), Map.of("rep1", 3, "rep2", 1));
    assertThat(loads.give("former colleague")).isEqualTo("rep2");
  }

  @Test
  void aWholeSetIsSpreadEvenlyAndInAStableOrder() {
    var loads = RepLoads.of(List.of("rep1", "rep2", "rep3"), Map.of("rep1", 1));
    assertThat(Stream.generate(() -> loads.give(null)).limit(5))
        .containsExactly("rep2", "rep3", "rep1", "rep2", "rep3");
  }

  @Test
  void withoutRepsAVisitIsOpenToWhoeverComes() {
    assertThat(RepLoads.of(List.of(), Map.of()).give("rep1")).isNull();
  }

  @Test
  void whoHasNoRoomIsPassedOverAndTheirOwnContactsWait() {
    var loads =
        RepLoads.of(List.of("rep1", "rep2"), Map.of("rep1", 0, "rep2", 9))
            .withRoom(2, Map.of("rep1", 1));
    assertThat(loads.give(null)).isEqualTo("rep1");
    assertThat(loads.hasRoomFor("rep1")).isFalse();
    assertThat(loads.give(null)).isEqualTo("rep2");
    assertThat(loads.give("rep2")).isEqualTo("rep2");
    assertThat(loads.hasRoomFor(null)).isFalse();
  }

  @Test
  void withoutRepsNothingHoldsBackAVisit() {
    assertThat(RepLoads.of(List.of(), Map.of()).withRoom(1, Map.of()).hasRoomFor(null)).isTrue();
  }
}
