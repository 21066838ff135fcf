package dev.sopflow.crash.node;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Kills this process by the kernel at a chosen place of its life with the database: {@code WHEN NTH
 * PATTERN}, where WHEN is about the NTH statement that fits PATTERN, or about the commit of its
 * transaction.
 */
class KillPoint implements BeanPostProcessor {

  private enum When {
    BEFORE_STATEMENT,
    AFTER_STATEMENT,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private record Point(When when, Pattern sql, AtomicInteger left) {

    boolean isMet(String statement) {
      return sql.matcher(statement).find() && left.decrementAndGet() == 0;
    }
  }

  private static volatile Point point;

  static void arm(String words) {
    if (words.isBlank()) {
      point = null;
      return;
    }
    var parts = words.split(" ", 3);
    point =
        new Point(
            When.valueOf(parts[0]),
            Pattern.compile(parts[2], Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
            new AtomicInteger(Integer.parseInt(parts[1])));
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source
        ? proxy(
            DataSource.class,
            (self, method, args) -> {
              var result = call(source, method, args);
              return result instanceof Connection connection ? watched(connection) : result;
            })
        : bean;
  }

  private static Connection watched(Connection connection) {
    var met = new boolean[1];
    return proxy(
        Connection.class,
        (self, method, args) -> {
          if (method.getName().equals("commit")) {
            return commit(connection, met[0], method);
          }
          var result = call(connection, method, args);
          return result instanceof Statement statement
              ? watched(statement, args == null ? null : args[0], met)
              : result;
        });
  }

  private static Object commit(Connection connection, boolean met, Method method) throws Throwable {
    dieIf(met, When.BEFORE_COMMIT);
    var result = call(connection, method, null);
    dieIf(met, When.AFTER_COMMIT);
    return result;
  }

  private static Statement watched(Statement statement, Object prepared, boolean[] met) {
    var type = statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    return proxy(
        type,
        (self, method, args) -> {
          if (!method.getName().startsWith("execute")) {
            return call(statement, method, args);
          }
          var sql = args != null && args[0] instanceof String direct ? direct : prepared;
          var now = point;
          var isIt = now != null && sql instanceof String text && now.isMet(text);
          dieIf(isIt, When.BEFORE_STATEMENT);
          var result = call(statement, method, args);
          dieIf(isIt, When.AFTER_STATEMENT);
          met[0] |= isIt;
          return result;
        });
  }

  private static void dieIf(boolean met, When when) throws IOException, InterruptedException {
    if (met && point.when() == when) {
      new ProcessBuilder("sh", "-c", "kill -9 " + ProcessHandle.current().pid()).start();
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static Object call(Object target, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(KillPoint.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
