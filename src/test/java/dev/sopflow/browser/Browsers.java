package dev.sopflow.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium, without a window. */
final class Browsers {

  private static final List<String> ARGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Browsers() {}

  /** Where there is no Chromium, the tests are left out; but CI must have one. */
  static Browser launch(Playwright playwright) {
    var chromium = chromium();
    demand(chromium, System.getenv("CI"));
    Assumptions.assumeTrue(chromium.isPresent(), "no Chromium on this machine");
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(chromium.get())
                .setHeadless(true)
                .setArgs(ARGS));
  }

  /**
   * @throws IllegalStateException if CI would leave the tests out
   */
  static void demand(Optional<Path> chromium, String ci) {
    if (chromium.isEmpty() && "true".equals(ci)) {
      throw new IllegalStateException("CI needs a Chromium: install it or set CHROMIUM_PATH");
    }
  }

  static Optional<Path> chromium() {
    return Optional.ofNullable(System.getenv("CHROMIUM_PATH"))
        .map(Path::of)
        .or(() -> Optional.of(Path.of("/usr/bin/chromium")))
        .filter(Files::isExecutable);
  }
}
