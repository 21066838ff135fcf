package dev.sopflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkFilterTest {

  @Test
  void noFilterAsksForNoMark() {
    assertThat(MarkFilter.read(null).sql()).isEmpty();
    assertThat(MarkFilter.read(" ").sql()).isEmpty();
  }

  @Test
  void pairsAreReadWithTheirNegation() {
    var filter = MarkFilter.read("visit=interested, !attended=yes");
    assertThat(filter.params())
        .containsEntry("ofMark0", "visit")
        .containsEntry("ofValue0", "interested")
        .containsEntry("ofMark1", "attended")
        .containsEntry("ofValue1", "yes");
    assertThat(filter.sql()).contains("and exists").contains("and not exists");
  }

  @Test
  void aPieceThatIsNoPairIsNamed() {
    assertThatThrownBy(() -> MarkFilter.read("visit=later,attended"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'attended' is no mark=value pair");
  }
}
