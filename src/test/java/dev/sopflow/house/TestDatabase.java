package dev.sopflow.house;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A fresh database for each context: H2 in memory, or one of a real PostgreSQL server. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static EmbeddedPostgres server;

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of("spring.datasource.url=" + freshUrl()).applyTo(context);
    if (isPostgresql()) {
      TestPropertyValues.of(asInProduction()).applyTo(context);
    }
  }

  /** As application-postgres.yaml has it. */
  private static String asInProduction() {
    return "spring.datasource.hikari.data-source-properties.reWriteBatchedInserts=true";
  }

  /** The JDBC URL, user included, of a new empty database. */
  public static String freshUrl() {
    var name = "t" + UUID.randomUUID().toString().replace("-", "");
    return isPostgresql()
        ? newPostgresql(name)
        : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
  }

  /** As {@link #freshUrl}, of PostgreSQL whatever the other tests run on. */
  public static String freshPostgresqlUrl() {
    return newPostgresql("t" + UUID.randomUUID().toString().replace("-", ""));
  }

  public static boolean isPostgresql() {
    return "postgresql".equals(System.getProperty("sopflow.test.database"));
  }

  private static synchronized String newPostgresql(String name) {
    try {
      if (server == null) {
        server = EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      }
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
      return server.getJdbcUrl("postgres", name);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL must start; these tests never skip", e);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("PostgreSQL must start; these tests never skip", e);
    }
  }
}
