package dev.sopflow.touch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs what we give away and want to know again. The key is {@code sopflow.secret}, else one that
 * is made once and kept in the database, so that every node and every restart has the same.
 */
@Component
class Secret {

  private static final String ALGORITHM = "HmacSHA256";

  /** Ready with the key; copied for each use, since it can't be shared. */
  private final Mac keyed;

  Secret(JdbcClient db, @Value("${sopflow.secret:}") String configured) {
    var secret = configured.isBlank() ? kept(db) : configured;
    this.keyed = keyed(secret);
  }

  private static Mac keyed(String secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  private static String kept(JdbcClient db) {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    try {
      db.sql(
              """
              insert into touch_secret (id, secret)
              select 1, cast(:secret as varchar(100))
              where not exists (select 1 from touch_secret where id = 1)
              """)
          .param("secret", Base64.getEncoder().encodeToString(bytes))
          .update();
    } catch (DuplicateKeyException e) {
      // another node was first; its key counts
    }
    return db.sql("select secret from touch_secret where id = 1").query(String.class).single();
  }

  /** URL-safe, 43 characters. */
  String sign(String words) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(words));
  }

  /** Whether two signatures are the same, in a time that tells nobody where they differ. */
  static boolean same(String ours, String given) {
    return MessageDigest.isEqual(
        ours.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] hmac(String words) {
    try {
      return ((Mac) keyed.clone()).doFinal(words.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(ALGORITHM + " can be copied in every Java", e);
    }
  }
}
