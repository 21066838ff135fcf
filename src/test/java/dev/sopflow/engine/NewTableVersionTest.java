package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.SendWindow;
import dev.sopflow.touch.SendWindows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;

@SopflowTest
class NewTableVersionTest {

  private static final String FILE = "processes/common/send-window.dmn";

  @Autowired TestRestTemplate rest;
  @Autowired SendWindows windows;

  @Test
  void aTableThatOpsDeploysCountsForTheGateAtOnce() throws IOException {
    var shipped = new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8);
    assertThat(bossesRead()).isEqualTo(LocalTime.of(19, 0));
    try {
      deploy(shipped.replace("\"19:00\"", "\"20:00\""));
      assertThat(bossesRead()).isEqualTo(LocalTime.of(20, 0));
    } finally {
      deploy(shipped);
    }
    assertThat(bossesRead()).isEqualTo(LocalTime.of(19, 0));
  }

  private LocalTime bossesRead() {
    return windows.of(Channel.EMAIL, PositionLevel.BOSS).stream()
        .map(SendWindow::from)
        .findFirst()
        .orElseThrow();
  }

  private void deploy(String table) {
    var parts = new LinkedMultiValueMap<String, Object>();
    parts.add("deployment-name", "windows of ops");
    parts.add("data", new TableFile(table));
    var answer =
        rest.withBasicAuth("ops", "ops")
            .postForEntity("/engine-rest/deployment/create", parts, String.class);
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(HttpStatus.OK);
  }

  /** Has a file name, without which the engine takes it for a text. */
  private static final class TableFile extends ByteArrayResource {

    TableFile(String table) {
      super(table.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String getFilename() {
      return "send-window.dmn";
    }
  }
}
