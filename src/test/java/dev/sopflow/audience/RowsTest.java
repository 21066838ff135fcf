package dev.sopflow.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tag\":\"vip\"}",
        "{\"not\":{\"tag\":\"vip\"}}",
        "{\"field\":\"contact.city\",\"known\":false}",
        "{\"field\":\"company.industry\",\"in\":[\"Retail\",\"Law\"]}",
        "{\"field\":\"company.size\",\"atLeast\":50}",
        "{\"field\":\"attribute.hobby\",\"contains\":\"ski\"}",
        "{\"touched\":{\"state\":\"SENT\",\"channel\":\"EMAIL\",\"piece\":\"one-inbox\",\"withinDays\":30,\"atLeast\":2}}",
        "{\"event\":{\"kind\":\"CLICKED\",\"withinDays\":7}}",
        "{\"visited\":{\"outcome\":\"LATER\"}}",
        "{\"visited\":{}}",
        "{\"consent\":{\"channel\":\"SMS\",\"status\":\"NONE\"}}",
        "{\"createdWithinDays\":30}",
      })
  void whatTheEditorShowsIsWhatItSaves(String condition) {
    for (var json : new String[] {"{\"all\":[C]}", "{\"any\":[C,C]}"}) {
      var before = json.replace("C", condition.replace("$", "\\$"));
      var rows = Rows.of(before).orElseThrow();
      assertThat(rows.json().replaceAll("\\s", "")).isEqualTo(before);
      ConditionsTest.CONDITIONS.read(rows.json());
    }
    assertThat(Rows.of(condition)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"all\":[{\"any\":[{\"tag\":\"a\"}]}]}",
        "{\"not\":{\"any\":[{\"tag\":\"a\"}]}}",
        "{\"all\":[{\"not\":{\"not\":{\"tag\":\"a\"}}}]}",
        "{\"field\":\"contact.city\",\"in\":[\"a, b\"]}",
        "not json",
      })
  void whatRowsCannotShowIsLeftToJson(String conditions) {
    assertThat(Rows.of(conditions)).isEmpty();
  }

  @Test
  void aNewRowOfEachKindThatNeedsNoWordCanBeRead() {
    for (var kind : new String[] {"touched", "event", "visited", "consent", "createdWithinDays"}) {
      var json = new Rows(false, java.util.List.of(Row.of(kind))).json();
      assertThat(ConditionsTest.CONDITIONS.read(json)).isNotNull();
    }
  }
}
