package dev.sopflow.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.crm.WebhookSettings.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be configured, and what is said when it can't be meant so. */
class EndpointsTest {

  private static final String SECRET = "a-secret-of-the-tests";
  private static final List<String> EVENTS = List.of("contact.replied", "run.ended");

  @Test
  void systemsAreToldOfWhatTheyAskFor() {
    var endpoints =
        endpoints(
            new Given("crm", "https://crm.example/hooks/s3cret", SECRET, EVENTS, true),
            new Given(
                "books", "http://localhost:9/x", SECRET, List.of("contact.opted-out"), false));
    assertThat(endpoints.interestedIn(EventType.CONTACT_REPLIED))
        .extracting(Endpoint::name)
        .containsExactly("crm");
    assertThat(endpoints.all().get(0).host()).isEqualTo("https://crm.example");
  }

  @Test
  void everyEventHasAWordByWhichItIsFoundAgain() {
    for (var type : EventType.values()) {
      assertThat(type.word()).matches("[a-z]+\\.[a-z-]+");
      assertThat(EventType.of(type.word())).contains(type);
    }
  }

  @Test
  void noSecretStandsInALog() {
    var given = new Given("crm", "https://crm.example/s3cret", SECRET, EVENTS, true);
    var endpoint = endpoints(given).all().get(0);
    assertThat(endpoint + " " + new WebhookSettings(List.of(given), null))
        .contains("crm")
        .doesNotContain(SECRET, "s3cret");
  }

  @Test
  void whatCannotBeMeantSoStopsTheStartInPlainWords() {
    refused(new Given("CRM", "https://x.example", SECRET, EVENTS, false), "webhooks[0].name must");
    refused(new Given(null, "https://x.example", SECRET, EVENTS, false), "webhooks[0].name must");
    refused(new Given("crm", "http://x.example", SECRET, EVENTS, false), "begin with https://");
    refused(new Given("crm", "ftp://localhost", SECRET, EVENTS, false), "begin with https://");
    refused(new Given("crm", "https://", SECRET, EVENTS, false), "begin with https://");
    refused(new Given("crm", null, SECRET, EVENTS, false), "begin with https://");
    refused(new Given("crm", "https://a:b@x.example", SECRET, EVENTS, false), "no user name");
    refused(new Given("crm", "https://x.example", "short", EVENTS, false), "at least 16");
    refused(new Given("crm", "https://x.example", null, EVENTS, false), "at least 16");
    refused(new Given("crm", "https://x.example", SECRET, List.of(), false), "at least one event");
    refused(
        new Given("crm", "https://x.example", SECRET, List.of("contact.sneezed"), false),
        "no event 'contact.sneezed'; there are contact.replied, ");
    var good = new Given("crm", "https://x.example", SECRET, EVENTS, false);
    assertThatThrownBy(() -> endpoints(good, good))
        .hasMessageContaining("another one called 'crm'");
  }

  private static void refused(Given given, String sentence) {
    assertThatThrownBy(() -> endpoints(given))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(sentence);
  }

  private static Endpoints endpoints(Given... given) {
    return new Endpoints(new WebhookSettings(List.of(given), null));
  }
}
