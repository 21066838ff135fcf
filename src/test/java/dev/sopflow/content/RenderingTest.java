package dev.sopflow.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Contact;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class RenderingTest {

  @Autowired Contents contents;
  @Autowired Renderer renderer;
  @Autowired Placeholders placeholders;
  @Autowired StarterLibrary library;

  @Test
  void everyShippedPieceIsInTheLibraryAndCanBeSent() {
    var shipped = StarterLibrary.shipped();
    assertThat(shipped).isNotEmpty();
    for (var piece : shipped) {
      var active = contents.active(piece.key()).orElseThrow();
      var rendered = renderer.render(active.id(), model("Anna"));
      assertThat(rendered.text()).isNotBlank().doesNotContain("{{", "{%", "<p");
    }
  }

  @Test
  void theLibraryCarriesAYearOfNurtureInEnglishAndTheFirstMonthsInChineseAndJapanese() {
    assertThat(mails("en", Stage.FUNCTION)).isGreaterThanOrEqualTo(4);
    assertThat(mails("en", Stage.EFFECT)).isGreaterThanOrEqualTo(8);
    assertThat(mails("en", Stage.BRAND)).isGreaterThanOrEqualTo(12);
    for (var language : List.of("zh", "ja")) {
      assertThat(mails(language, Stage.FUNCTION)).isGreaterThanOrEqualTo(3);
      assertThat(mails(language, Stage.EFFECT)).isGreaterThanOrEqualTo(6);
      assertThat(mails(language, Stage.BRAND)).isGreaterThanOrEqualTo(8);
    }
  }

  private static long mails(String language, Stage stage) {
    return StarterLibrary.shipped().stream()
        .map(ContentDraft::marks)
        .filter(it -> it.channel() == dev.sopflow.contact.Channel.EMAIL)
        .filter(it -> it.language().equals(language) && it.stage() == stage)
        .count();
  }

  @Test
  void loadingTheLibraryAgainChangesNothing() {
    assertThat(library.load(StarterLibrary.shipped())).isZero();
  }

  @Test
  void aMailIsFramedInItsLanguageAndCanBeUnsubscribedFromInBothParts() {
    var rendered = render(new Words("S", "<p>Hello {{ contact.name }}</p>", null), "zh", "Li");
    assertThat(rendered.html())
        .contains("<html lang=\"zh\"", "Hello Li", "退订", "https://x.example/u/1");
    assertThat(rendered.text())
        .contains("Hello Li", "退订 <https://x.example/u/1>")
        .doesNotContain("<p>");
  }

  @Test
  void lineBreaksInANameCannotAddAHeader() {
    var words = new Words("Hi {{ contact.name }}!", "<p>x</p>", null);
    assertThat(render(words, "en", "Anna\r\nBcc: all@x.example").subject())
        .isEqualTo("Hi Anna Bcc: all@x.example!");
  }

  @Test
  void markupInANameIsShownAndNotObeyed() {
    var rendered =
        render(new Words("S", "<p>{{ contact.name }}</p>", null), "en", "<script>x</script>");
    assertThat(rendered.html()).contains("&lt;script&gt;").doesNotContain("<script");
    assertThat(rendered.text()).contains("<script>x</script>");
  }

  private Renderer.Rendered render(Words words, String language, String name) {
    return renderer.render(words, language, model(name));
  }

  private Map<String, Object> model(String name) {
    var contact =
        new Contact(
            1,
            name,
            null,
            null,
            PositionLevel.STAFF,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            Map.of());
    return placeholders.of(
        contact, "Rita", new Placeholders.Links("https://x.example/u/1", null), Occasion.NONE);
  }
}
