package dev.sopflow.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.house.SopflowTest;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class ContentsTest {

  @Autowired Contents contents;
  @Autowired Library library;

  final String key = "test-" + UUID.randomUUID();

  @Test
  void editingMakesADraftAndWhatGoesOutStays() {
    publish("<p>first</p>");
    contents.draft(mail("<p>second</p>"), "ops");
    assertThat(contents.active(key).orElseThrow().words().html()).isEqualTo("<p>first</p>");
    assertThat(contents.versions(key)).extracting(ContentVersion::version).containsExactly(2, 1);
    assertThat(entry().hasNewerDraft()).isTrue();
  }

  @Test
  void activatingADraftRetiresTheFormerAndKeepsIt() {
    publish("<p>first</p>");
    contents.draft(mail("<p>second</p>"), "ops");
    contents.activate(key, 2);
    assertThat(contents.active(key).orElseThrow().version()).isEqualTo(2);
    var first = contents.version(key, 1).orElseThrow();
    assertThat(first.status()).isEqualTo(ContentVersion.Status.RETIRED);
    assertThat(first.words().html()).isEqualTo("<p>first</p>");
  }

  @Test
  void aBrokenDraftIsKeptButCannotGoOut() {
    publish("<p>first</p>");
    contents.draft(mail("<p>{{ contact.nme }}</p>"), "ops");
    assertThatThrownBy(() -> contents.activate(key, 2)).isInstanceOf(ContentRejected.class);
    assertThat(contents.active(key).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void publishingSomethingBrokenKeepsNothing() {
    assertThatThrownBy(() -> publish("<p>{% for x in contact %}{% endfor %}</p>"))
        .isInstanceOf(ContentRejected.class);
    assertThat(contents.versions(key)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<p>x</p><p>{{ contact.fullname }}</p>~HTML, line ~did you mean contact.name?",
        "<p>{{ contact.name</p>~HTML, line ~never closed: add }}",
        "<p>{{ contact.name | bold }}</p>~HTML, line ~no filter 'bold'",
        "<p>{% for i in (1..9) %}x{% endfor %}</p>~HTML, line ~Loops (for) are not possible",
        "<html><body>no way out</body></html>~The HTML has no way~links.unsubscribe",
        "<p>x</p><script>x</script>~The HTML contains <script>~remove it",
        "<p onclick='x'>x</p>~The HTML contains a script~remove it",
        "<a href='javascript:x'>x</a>~The HTML contains a script~remove it",
      })
  void whatIsWrongIsSaidWithItsPlaceAndFix(String html, String place, String fix) {
    assertThat(contents.problemsOf(mail(html))).singleElement().asString().contains(place, fix);
  }

  @Test
  void aMailsOwnTextMustHoldAWayToUnsubscribeToo() {
    var words = new Words("S", "<p>x</p>", "only text");
    assertThat(contents.problemsOf(draft(Channel.EMAIL, words, null))).hasSize(1);
  }

  @Test
  void aTextMessageNeedsNoUnsubscribeLink() {
    var words = new Words(null, null, "Hi {{ contact.name | default: 'there' }}");
    assertThat(contents.problemsOf(draft(Channel.SMS, words, null))).isEmpty();
  }

  @Test
  void aKeyThatWouldNotFitAnAddressIsRefused() {
    var bad = new ContentDraft("Bad Key/..", null, "n", mail("x").marks(), mail("x").words(), null);
    assertThat(contents.problemsOf(bad)).singleElement().asString().contains("key");
  }

  @Test
  void whatIsOverOrNearItsDaysIsFlagged() {
    var today = LocalDate.of(2026, 3, 2);
    assertThat(freshness(today.minusDays(1))).isEqualTo(LibraryEntry.Freshness.EXPIRED);
    assertThat(freshness(today)).isEqualTo(LibraryEntry.Freshness.REVIEW_DUE);
    assertThat(freshness(today.plusDays(31))).isEqualTo(LibraryEntry.Freshness.FRESH);
    assertThat(freshness(null)).isEqualTo(LibraryEntry.Freshness.FRESH);
  }

  private LibraryEntry.Freshness freshness(LocalDate validUntil) {
    return library.freshness(draft(Channel.EMAIL, mail("x").words(), validUntil).marks());
  }

  private LibraryEntry entry() {
    return library.find(new Library.Wanted(Stage.BRAND, Channel.EMAIL, "en", null, key)).get(0);
  }

  private void publish(String html) {
    contents.publish(mail(html), "ops");
  }

  private ContentDraft mail(String html) {
    return draft(Channel.EMAIL, new Words("Subject", html, null), null);
  }

  private ContentDraft draft(Channel channel, Words words, LocalDate validUntil) {
    var marks = new Marks(Stage.BRAND, "test", null, channel, "en", 900, validUntil, null);
    return new ContentDraft(key, null, "Test " + key, marks, words, "because");
  }
}
