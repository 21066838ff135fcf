package dev.sopflow.crm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By which a receiver knows that a call is ours, unchanged, and of now. */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** {@code t=<seconds since 1970>,v1=<hex HMAC-SHA256 of t, a dot and the body>}. */
  static String of(String secret, Instant at, String body) {
    var time = at.getEpochSecond();
    return "t=%d,v1=%s".formatted(time, hmac(secret, time + "." + body));
  }

  private static String hmac(String secret, String words) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(words.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
