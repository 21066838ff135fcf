package dev.sopflow.touch.email.inbox;

import static dev.sopflow.touch.email.inbox.MailHead.first;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.angus.mail.dsn.DeliveryStatus;

/** The machine-readable part of a delivery report (RFC 3464): what became of each recipient. */
final class DeliveryReport {

  private static final int LONGEST = 64 * 1024;

  /**
   * @param original the address that the mail was sent to first, or null
   * @param last the address that it could not be delivered to, or null
   * @param action failed, delayed, delivered, relayed, expanded, or whatever stands there
   * @param codes of status and diagnostic, where they are enhanced ones
   */
  record Recipient(String original, String last, String action, Set<String> codes, String words) {

    String address() {
      return original == null ? last : original;
    }

    /** Whether what failed is another mailbox, behind the one written to. */
    boolean isForwarded(String written) {
      var first = original == null ? written : original;
      return first != null && last != null && !name(first).equals(name(last));
    }

    private static String name(String address) {
      return address.substring(0, address.indexOf('@'));
    }
  }

  private DeliveryReport() {}

  static List<Recipient> recipients(String text) {
    return groups(text).stream().map(DeliveryReport::recipient).filter(each -> says(each)).toList();
  }

  private static boolean says(Recipient each) {
    return each.address() != null || !each.codes().isEmpty() || !each.action().isEmpty();
  }

  private static List<InternetHeaders> groups(String text) {
    var cut = text.substring(0, Math.min(text.length(), LONGEST)).strip();
    // one empty line between groups: more would count as groups that say nothing
    var bytes = cut.replaceAll("\\n\\s*\\n", "\n\n").getBytes(StandardCharsets.UTF_8);
    try {
      var status = new DeliveryStatus(new ByteArrayInputStream(bytes));
      var groups = new ArrayList<InternetHeaders>();
      groups.add(status.getMessageDSN());
      for (var i = 0; i < status.getRecipientDSNCount(); i++) {
        groups.add(status.getRecipientDSN(i));
      }
      return groups;
    } catch (IOException | MessagingException | RuntimeException e) {
      return List.of(MailParts.headers(text));
    }
  }

  private static Recipient recipient(InternetHeaders fields) {
    var words = first(fields, "Diagnostic-Code");
    var codes = new LinkedHashSet<>(BounceRules.codes(first(fields, "Status")));
    codes.addAll(BounceRules.codes(words));
    return new Recipient(
        MailHead.addressIn(first(fields, "Original-Recipient")),
        MailHead.addressIn(first(fields, "Final-Recipient")),
        first(fields, "Action").toLowerCase(Locale.ROOT).split("\\W", 2)[0],
        codes,
        words);
  }
}
