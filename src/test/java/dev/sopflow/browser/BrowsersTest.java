package dev.sopflow.browser;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowsersTest {

  private static final Optional<Path> NONE = Optional.empty();

  @Test
  void ciWithoutAChromiumFailsInsteadOfSkipping() {
    assertThatThrownBy(() -> Browsers.demand(NONE, "true"))
        .hasMessageContaining("install it or set CHROMIUM_PATH");
  }

  @Test
  void elsewhereTheBrowserTestsMayBeLeftOut() {
    assertThatCode(() -> Browsers.demand(NONE, null)).doesNotThrowAnyException();
    assertThatCode(() -> Browsers.demand(Optional.of(Path.of("chromium")), "true"))
        .doesNotThrowAnyException();
  }
}
