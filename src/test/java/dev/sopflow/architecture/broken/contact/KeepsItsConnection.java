package dev.sopflow.architecture.broken.contact;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a result as a stream, and closes it never. */
class KeepsItsConnection {

  Set<Long> ids(JdbcClient db) {
    return db.sql("select id from contact").query(Long.class).stream().collect(Collectors.toSet());
  }
}
