package dev.sopflow.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new SOP needs no Java, so Java must not know any by name, neither {@code nurture-cadence} nor
 * {@code NurtureCadence}. The key of a decision or form may resemble a word of the rooms ({@code
 * send-window}, {@code SendWindow}), but must not be written out either.
 */
class JavaKnowsNoSopTest {

  private static final Set<String> KINDS = Set.of("bpmn", "dmn", "form");

  @Test
  void noWordInTheHouseIsTheKeyOfAModel() throws IOException {
    var models = models(Path.of("processes"), Path.of("forms"));
    assertThat(models).as("models to look for").isNotEmpty();

    assertThat(known(models, javaFiles(Path.of("src/main/java")))).isEmpty();
  }

  @Test
  void aHouseThatKnowsAnSopIsCaught(@TempDir Path house) throws IOException {
    var literal = house.resolve("A.java");
    Files.writeString(literal, "class A { String sop = \"nurture-cadence\"; }");
    var identifier = house.resolve("B.java");
    Files.writeString(identifier, "class B { void nurtureCadence() {} }");

    var models = Set.of("nurture-cadence.bpmn");
    assertThat(known(models, List.of(literal))).isEqualTo(models);
    assertThat(known(models, List.of(identifier))).isEqualTo(models);
  }

  private static Set<String> known(Set<String> models, List<Path> sources) throws IOException {
    var words = JavaWords.of(sources);
    var plainWords = words.stream().map(JavaKnowsNoSopTest::plain).collect(Collectors.toSet());
    return models.stream()
        .filter(
            model ->
                words.contains(key(model))
                    || model.endsWith(".bpmn") && plainWords.contains(plain(key(model))))
        .collect(Collectors.toSet());
  }

  private static String key(String model) {
    return model.substring(0, model.lastIndexOf('.'));
  }

  private static String plain(String word) {
    return word.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }

  private static Set<String> models(Path... roots) throws IOException {
    var models = new TreeSet<String>();
    for (var root : roots) {
      try (var files = Files.walk(root)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> KINDS.contains(name.substring(name.lastIndexOf('.') + 1)))
            .forEach(models::add);
      }
    }
    return models;
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
