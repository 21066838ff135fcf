package dev.sopflow.touch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/**
 * Where the links of our messages lead: each place once, for ever. The latest stay in memory, so
 * that a mass send asks once and not for each letter.
 */
@Component
public class LinkBook {

  static final int LONGEST = 4000;

  private static final int KEPT = 1000;

  private final JdbcClient db;
  private final ConcurrentLruCache<String, Long> ids = new ConcurrentLruCache<>(KEPT, this::find);

  LinkBook(JdbcClient db) {
    this.db = db;
  }

  /** To be called outside of transactions, so that nobody waits for one to end. */
  long idOf(String url) {
    return ids.get(url);
  }

  /** Where a link leads, to the byte as it was written. */
  public Optional<String> urlOf(long linkId) {
    return db.sql("select url from touch_link where id = :id")
        .param("id", linkId)
        .query(String.class)
        .optional();
  }

  private long find(String url) {
    var hash = hash(url);
    return known(hash).orElseGet(() -> add(hash, url));
  }

  private Optional<Long> known(String hash) {
    return db.sql("select id from touch_link where hash = :hash")
        .param("hash", hash)
        .query(Long.class)
        .optional();
  }

  private long add(String hash, String url) {
    try {
      db.sql("insert into touch_link (hash, url) values (:hash, :url)")
          .param("hash", hash)
          .param("url", url)
          .update();
    } catch (DuplicateKeyException e) {
      // another dispatcher was first
    }
    return known(hash).orElseThrow();
  }

  private static String hash(String url) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
