package dev.sopflow.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LawsTest {

  private static final String HOUSE = "dev.sopflow";
  private static final String BROKEN = "dev.sopflow.architecture.broken";

  private static final JavaClasses house =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HOUSE);
  private static final JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);

  static Set<String> laws() {
    return Laws.of(HOUSE).keySet();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void theHouseKeeps(String law) {
    var result = Laws.of(HOUSE).get(law).allowEmptyShould(true).evaluate(house);
    assertThat(result.getFailureReport().getDetails()).as(law).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void theBrokenHouseIsCaughtBreaking(String law) {
    var result = Laws.of(BROKEN).get(law).evaluate(broken);
    assertThat(result.hasViolation()).as(law).isTrue();
  }
}
