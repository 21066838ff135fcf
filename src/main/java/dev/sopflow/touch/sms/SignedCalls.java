package dev.sopflow.touch.sms;

import com.twilio.security.RequestValidator;
import dev.sopflow.touch.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Tells Twilio's calls from all others. Twilio signs the address that it was given and every field
 * of the form, so the public address counts, and not the one by which a proxy calls us.
 */
class SignedCalls {

  private static final Logger LOG = LoggerFactory.getLogger(SignedCalls.class);

  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_FIELDS = 200;

  private final RequestValidator validator;
  private final PublicUrl publicUrl;
  private final RefusedCalls refused;

  SignedCalls(String authToken, PublicUrl publicUrl, RefusedCalls refused) {
    this.refused = refused;
    this.validator = new RequestValidator(authToken);
    this.publicUrl = publicUrl;
  }

  /** What the call says, query and form; empty if Twilio does not stand behind it. */
  Optional<Map<String, String>> read(HttpServletRequest call, String path) {
    var said = isSmall(call) ? signed(call, path) : Optional.<Map<String, String>>empty();
    if (said.isEmpty()) {
      note(refused.add());
    }
    return said;
  }

  /** Asked before anything is read. */
  private static boolean isSmall(HttpServletRequest call) {
    return call.getContentLengthLong() >= 0 && call.getContentLengthLong() <= MOST_BYTES;
  }

  private Optional<Map<String, String>> signed(HttpServletRequest call, String path) {
    var given = call.getParameterMap();
    var isPlain = given.values().stream().allMatch(values -> values.length == 1);
    if (!isPlain || given.size() > MOST_FIELDS) {
      return Optional.empty();
    }
    var said = new HashMap<String, String>();
    given.forEach((name, values) -> said.put(name, values[0]));
    return isSigned(call, path, said) ? Optional.of(said) : Optional.empty();
  }

  private boolean isSigned(HttpServletRequest call, String path, Map<String, String> said) {
    var query = call.getQueryString() == null ? "" : "?" + call.getQueryString();
    var form = new HashMap<>(said);
    form.keySet()
        .removeAll(UriComponentsBuilder.fromUriString(query).build().getQueryParams().keySet());
    var signature = call.getHeader("X-Twilio-Signature");
    return signature != null
        && validator.validate(publicUrl.value() + path + query, form, signature);
  }

  /** Seldom enough that nobody can fill the log by it. */
  private static void note(long refused) {
    if (Long.bitCount(refused) == 1) {
      LOG.warn(
          "{} calls to /webhooks/twilio so far were not signed by our Twilio account, or too large."
              + " If messages of ours show no delivery, check that sopflow.public-url is what"
              + " Twilio calls and sopflow.twilio.auth-token is the account's",
          refused);
    }
  }
}
