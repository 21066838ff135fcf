package dev.sopflow.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class FormsTest {

  private final Forms forms = new Forms(new ObjectMapper(), messages());
  private final Form evening = forms.parse(file("/sop/open-evening.form"));

  @Test
  void everyAnswerIsReadAsWhatItMeans() {
    var filled = read(Map.of("seats", "１２", "topics", "price", "replay", "true"));
    assertThat(filled.problems()).isEmpty();
    assertThat(filled.values())
        .containsEntry("theme", "Peak season")
        .containsEntry("eveningStart", "2026-03-20T14:00")
        .containsEntry("seats", 12L)
        .containsEntry("kind", "live")
        .containsEntry("topics", "price")
        .containsEntry("replay", true)
        .doesNotContainKeys("platform", "notes");
  }

  @Test
  void severalAnswersAreJoinedByCommas() {
    var given = new HashMap<>(good());
    given.put("topics", List.of("price", "support", "price"));
    assertThat(forms.read(evening, given, Locale.ENGLISH).values())
        .containsEntry("topics", "price,support");
  }

  @Test
  void whatNobodyTicksIsFalse() {
    assertThat(read(Map.of()).values()).containsEntry("replay", false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          theme        |                     | Please fill this in.
          theme        | x                   | This needs at least 3 characters.
          theme        | A theme that is so long that nobody reads it | This has 44 characters; at most 40 fit.
          eveningStart | 2026-02-30T14:00    | Please give a day and time in full
          eveningStart | tomorrow            | Please give a day and time in full
          seats        | many                | Please write a number, such as 12.
          seats        | 1e99                | Please write a number, such as 12.
          seats        | 501                 | This must be at most 500.
          seats        | 0                   | This must be at least 1.
          kind         | other               | Please choose one of the answers.
          platform     | <b>hall</b>         | Please choose one of the answers.
          """)
  void whatCannotBeTakenIsSaidAtItsField(String key, String text, String sentence) {
    var filled = read(Map.of(key, text == null ? "" : text));
    assertThat(filled.problems()).hasSize(1);
    assertThat(filled.problems().get(key)).startsWith(sentence);
  }

  @Test
  void problemsAreSaidInTheReadersLanguage() {
    assertThat(forms.read(evening, Map.of(), Locale.CHINESE).problems())
        .containsEntry("theme", "请填写此项。");
    assertThat(forms.read(evening, Map.of(), Locale.JAPANESE).problems())
        .containsEntry("theme", "ご記入ください。");
  }

  @Test
  void whatNoKeyboardTypesIsLeftOut() {
    assertThat(
            read(Map.of("theme", " Pe\u0000ak\r\nsea\tson\uD800 ", "notes", "a\r\nb\u0007"))
                .values())
        .containsEntry("theme", "Peakseason")
        .containsEntry("notes", "a\nb");
  }

  @Test
  void whatTheFormDoesNotAskIsNotTaken() {
    assertThat(read(Map.of("runId", "7")).values()).doesNotContainKey("runId");
  }

  @Test
  void aPatternThatTriesForeverGivesUp() {
    var form =
        forms.parse(
            """
            {"components": [{"type": "textfield", "key": "x", "label": "X",
              "validate": {"pattern": "(a+)+$"}}]}""");
    var begun = System.nanoTime();
    var filled = forms.read(form, Map.of("x", List.of("a".repeat(60) + "!")), Locale.ENGLISH);
    assertThat(filled.problems()).containsKey("x");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void wordsAreAHeadingAndLinesWithoutMarks() {
    var words = evening.fields().get(0);
    assertThat(words.label()).isEqualTo("The evening");
    assertThat(words.description()).isEqualTo("Doors open half an hour before.");
  }

  @Test
  void partsOfAGroupAreAskedUnderItsName() {
    var form =
        forms.parse(
            """
            {"components": [{"type": "group", "label": "You", "components": [
              {"type": "textfield", "key": "name", "label": "Name"},
              {"type": "image", "source": "x"}]}]}""");
    assertThat(form.fields()).extracting(Field::label).containsExactly("You", "Name");
  }

  @Test
  void whatAConditionMayHideIsNotAskedFor() {
    var form =
        forms.parse(
            """
            {"components": [{"type": "textfield", "key": "x", "label": "X",
              "conditional": {"hide": "=y"}, "validate": {"required": true}}]}""");
    assertThat(forms.read(form, Map.of(), Locale.ENGLISH).problems()).isEmpty();
  }

  @Test
  void aFileThatIsNoFormIsRefused() {
    assertThatThrownBy(() -> forms.parse("{")).hasMessageContaining("can't be read");
    assertThatThrownBy(() -> forms.parse("{}")).hasMessage("The form has no components");
  }

  private Filled read(Map<String, String> but) {
    var given = new HashMap<>(good());
    but.forEach((key, text) -> given.put(key, List.of(text)));
    return forms.read(evening, given, Locale.ENGLISH);
  }

  private static Map<String, List<String>> good() {
    return Map.of(
        "audience", List.of("everyone"),
        "theme", List.of("Peak season"),
        "eveningStart", List.of("2026-03-20T14:00"),
        "kind", List.of("live"));
  }

  private static ResourceBundleMessageSource messages() {
    var messages = new ResourceBundleMessageSource();
    messages.setBasename("messages/form");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return messages;
  }

  private static String file(String path) {
    try (var file = FormsTest.class.getResourceAsStream(path)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
