package dev.sopflow.touch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveSettingsTest {

  private static final List<Courier> A_PROVIDER =
      List.of(TestDispatchers.courier(Channel.EMAIL, message -> Outcome.accepted("none")));
  private static final Sender US =
      new Sender("Acme", "The Acme team", "1 Main Street, Springfield");
  private static final String URL = "https://sops.acme.example";

  @Test
  void noMailLeavesBeforeWeSayWhoWrites() {
    assertThatThrownBy(() -> new LiveSettings(A_PROVIDER, new Sender("Acme", " ", null), URL))
        .hasMessageContaining("sopflow.sender.company");
  }

  @Test
  void noMailLeavesBeforeItsLinksLeadSomewhere() {
    assertThatThrownBy(() -> new LiveSettings(A_PROVIDER, US, "http://localhost:8080"))
        .hasMessageContaining("sopflow.public-url");
    assertThatThrownBy(() -> new LiveSettings(A_PROVIDER, US, "http://127.0.0.1:9090/"))
        .hasMessageContaining("sopflow.public-url");
  }

  @Test
  void whoIsKnownMaySendAndTheSandboxNeedsNothing() {
    assertThatCode(() -> new LiveSettings(A_PROVIDER, US, URL)).doesNotThrowAnyException();
    assertThatCode(
            () ->
                new LiveSettings(List.of(), new Sender(null, null, null), "http://localhost:8080"))
        .doesNotThrowAnyException();
  }
}
