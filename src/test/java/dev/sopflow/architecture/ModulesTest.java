package dev.sopflow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import dev.sopflow.Sopflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

class ModulesTest {

  private final ApplicationModules rooms = ApplicationModules.of(Sopflow.class);

  @Test
  void roomsOnlyKnowTheRoomsThatTheyName() {
    rooms.verify();
  }

  @Test
  void aRoomThatKnowsMoreThanItNamesIsCaught() {
    ImportOption testsToo = location -> true;
    var broken = ApplicationModules.of("dev.sopflow.architecture.broken", testsToo);

    assertThatThrownBy(broken::verify)
        .isInstanceOf(Violations.class)
        .hasMessageContaining("VisitsARoom");
  }

  @Test
  void everyRoomSaysInOneSentenceWhatItIs() throws IOException {
    assertThat(rooms.stream()).isNotEmpty();
    for (var room : rooms) {
      var folder = room.getBasePackage().getName().replace('.', '/');
      var info = Files.readString(Path.of("src/main/java", folder, "package-info.java"));
      assertThat(info).as(folder).startsWith("/**").contains("allowedDependencies");
    }
  }
}
