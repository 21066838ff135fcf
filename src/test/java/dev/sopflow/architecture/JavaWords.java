package dev.sopflow.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.ToolProvider;

/** Every string literal and identifier of some Java sources. */
final class JavaWords extends TreeScanner<Void, Void> {

  private final Set<String> words = new TreeSet<>();

  private JavaWords() {}

  static Set<String> of(List<Path> sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      var scanner = new JavaWords();
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
      return scanner.words;
    }
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void none) {
    if (literal.getValue() instanceof String text) {
      words.add(text);
    }
    return super.visitLiteral(literal, none);
  }

  @Override
  public Void visitIdentifier(IdentifierTree identifier, Void none) {
    words.add(identifier.getName().toString());
    return super.visitIdentifier(identifier, none);
  }

  @Override
  public Void visitVariable(VariableTree variable, Void none) {
    words.add(variable.getName().toString());
    return super.visitVariable(variable, none);
  }

  @Override
  public Void visitMethod(MethodTree method, Void none) {
    words.add(method.getName().toString());
    return super.visitMethod(method, none);
  }

  @Override
  public Void visitClass(com.sun.source.tree.ClassTree type, Void none) {
    words.add(type.getSimpleName().toString());
    return super.visitClass(type, none);
  }
}
