package dev.sopflow.architecture;

import dev.sopflow.Sopflow;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

  @Test
  void roomsOnlyKnowTheRoomsThatTheyName() {
    ApplicationModules.of(Sopflow.class).verify();
  }
}
