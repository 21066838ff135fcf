package dev.sopflow.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;

/**
 * Spares a client that sends its password with every call the slow check for five minutes after it
 * was right. What is remembered is a hash of the password together with what the table keeps for
 * it, under a key that this start of the house made up: it is good for nothing else, and a changed
 * password is never taken for the old one. What is wrong is checked slowly each time.
 */
final class RecentPasswords implements PasswordEncryptor {

  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST = 1_000;
  private static final String HASH = "HmacSHA256";

  private final PasswordEncryptor slow;
  private final Clock clock;
  private final SecretKeySpec key = randomKey();

  private final Map<String, Instant> right =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  RecentPasswords(PasswordEncryptor slow, Clock clock) {
    this.slow = slow;
    this.clock = clock;
  }

  @Override
  public boolean check(String salted, String kept) {
    var pair = hash(salted, kept);
    if (wasRight(pair)) {
      return true;
    }
    var isRight = slow.check(salted, kept);
    if (isRight) {
      remember(pair);
    }
    return isRight;
  }

  @Override
  public String encrypt(String salted) {
    return slow.encrypt(salted);
  }

  @Override
  public String hashAlgorithmName() {
    return slow.hashAlgorithmName();
  }

  private synchronized boolean wasRight(String pair) {
    var at = right.get(pair);
    return at != null && at.plus(REMEMBERED).isAfter(clock.instant());
  }

  private synchronized void remember(String pair) {
    right.remove(pair);
    right.put(pair, clock.instant());
  }

  private String hash(String salted, String kept) {
    try {
      var mac = Mac.getInstance(HASH);
      mac.init(key);
      var pair = (kept.length() + " " + kept + salted).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(mac.doFinal(pair));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + HASH, e);
    }
  }

  private static SecretKeySpec randomKey() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, HASH);
  }
}
