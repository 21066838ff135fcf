package dev.sopflow.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  static final Conditions CONDITIONS =
      new Conditions(
          List.of(
              new ByTag(),
              new ByField(now -> 1.0),
              new ByConsent(),
              new ByAge(),
              new ByTouch(),
              new ByTouchEvent(),
              new ByVisit()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{}~$: must have exactly one of",
        "[]~$: must be an object",
        "7~$: must be an object",
        "{\"tag\":\"\"}~$.tag: must be a text",
        "{\"tag\":7}~$.tag: must be a text",
        "{\"tag\":\"x\",\"more\":1}~$.more: is not known",
        "{\"all\":[]}~$.all: must be a list",
        "{\"all\":[{\"tag\":\"x\"},{\"any\":[{\"tga\":\"x\"}]}]}~$.all[1].any[0]: must have",
        "{\"not\":[]}~$.not: must be an object",
        "{\"field\":\"contact.cty\",\"is\":\"x\"}~$.field: is not a known field",
        "{\"field\":\"contact.city\"}~$: must have exactly one of is",
        "{\"field\":\"contact.city\",\"is\":\"x\",\"contains\":\"y\"}~$: must have exactly one of is",
        "{\"field\":\"contact.city\",\"in\":[\"x\",3]}~$.in[1]: must be a text",
        "{\"field\":\"company.size\",\"atLeast\":-1}~$.atLeast: must be a whole number",
        "{\"field\":\"company.size\",\"atLeast\":\"1; drop table\"}~$.atLeast: must be a whole number",
        "{\"field\":\"company.size\",\"contains\":\"1\"}~$.contains: is not known",
        "{\"field\":\"attribute.\",\"is\":\"x\"}~$.field: is not a known field",
        "{\"touched\":{\"channel\":\"FAX\"}}~$.touched.channel: must be one of EMAIL",
        "{\"touched\":{\"state\":\"LOST\"}}~$.touched.state: must be one of PLANNED",
        "{\"touched\":{\"withinDays\":0}}~$.touched.withinDays: must be a whole number from 1",
        "{\"touched\":{\"since\":1}}~$.touched.since: is not known here",
        "{\"consent\":{\"channel\":\"SMS\"}}~$.consent.status: must be a text",
        "{\"createdWithinDays\":1.5}~$.createdWithinDays: must be a whole number",
        "{\"tag\":\"x\"~line 1",
        "{\"tag\":\"x\"} {}~line 1",
        "{\"tag\":\"x\",\"tag\":\"y\"}~line 1",
        "{\"all\":[{\"tag\":\"x\"}],\"any\":[{\"tag\":\"x\"}]}~$.any: is not known here",
      })
  void aMistakeIsNamedByItsPlace(String json, String message) {
    assertThatThrownBy(() -> CONDITIONS.read(json))
        .isInstanceOf(BadCondition.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void depthNumberAndLengthAreLimited() {
    var deep = "{\"not\":".repeat(9) + "{\"tag\":\"x\"}" + "}".repeat(9);
    var wide = "{\"any\":[" + "{\"tag\":\"x\"},".repeat(101) + "{\"tag\":\"x\"}]}";
    var abyss = "{\"not\":".repeat(2_000);
    var list = "{\"field\":\"contact.city\",\"in\":[" + "\"x\",".repeat(200) + "\"x\"]}";
    for (var json :
        List.of(
            deep, wide, abyss, list, " ".repeat(20_001), "{\"tag\":\"" + "x".repeat(201) + "\"}")) {
      assertThatThrownBy(() -> CONDITIONS.read(json)).isInstanceOf(BadCondition.class);
    }
  }

  @Test
  void nothingThatAPersonWroteBecomesSql() {
    var evil = "x' or 1=1 --; drop table contact";
    var set =
        CONDITIONS.compile(
            CONDITIONS.read(
                "{\"all\":[{\"tag\":\"E\"},{\"field\":\"attribute.E\",\"contains\":\"E\"},{\"event\":{\"kind\":\"E\"}}]}"
                    .replace("E", evil)
                    .replace("{\"" + evil, "{\"E")),
            Instant.EPOCH);
    assertThat(set.sql()).doesNotContain("drop").doesNotContain("1=1");
  }
}
