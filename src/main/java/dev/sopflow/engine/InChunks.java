package dev.sopflow.engine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.context.ProcessEngineContext;

/**
 * Does much of one kind in the engine, all of it in the caller's transaction. The engine compares
 * each thing with all that it holds in one command, so a command of thousands would take minutes. A
 * few are part of the caller's command, and see what it has not written yet.
 */
final class InChunks {

  private static final int SIZE = 100;

  private InChunks() {}

  static <T> void each(List<T> all, Consumer<List<T>> work) {
    if (all.size() <= SIZE) {
      work.accept(all);
      return;
    }
    for (var from = 0; from < all.size(); from += SIZE) {
      var chunk = all.subList(from, Math.min(from + SIZE, all.size()));
      apart(
          () -> {
            work.accept(List.copyOf(chunk));
            return null;
          });
    }
  }

  private static void apart(Callable<?> work) {
    try {
      ProcessEngineContext.withNewProcessEngineContext(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ProcessEngineException(e);
    }
  }
}
