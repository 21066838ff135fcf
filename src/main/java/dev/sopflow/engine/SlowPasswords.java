package dev.sopflow.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Keeps the users' passwords so that a stolen table is slow to guess: BCrypt, with a salt of its
 * own beside the one that the engine appends. BCrypt reads 72 bytes at most, so that it gets a
 * digest of fixed length, in which every character of a long password counts.
 */
final class SlowPasswords implements PasswordEncryptor {

  private final PasswordEncoder bcrypt = new BCryptPasswordEncoder();

  @Override
  public String encrypt(String salted) {
    return bcrypt.encode(digest(salted));
  }

  @Override
  public boolean check(String salted, String kept) {
    return bcrypt.matches(digest(salted), kept);
  }

  @Override
  public String hashAlgorithmName() {
    return "BCRYPT-SHA-384";
  }

  private static String digest(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-384");
      return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-384", e);
    }
  }
}
