package dev.sopflow.touch.email.inbox;

import static dev.sopflow.touch.email.inbox.MailHead.first;

import dev.sopflow.touch.email.inbox.DeliveryReport.Recipient;
import dev.sopflow.touch.email.inbox.MailParts.Leaf;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says what an incoming mail is, however broken it is. It believes what the mail says: whether a
 * report really is about one of our mails is for the signed Message-ID to prove.
 */
final class MailSorter {

  /** Reports about mail that are no complaint: not junk after all, failed authentication. */
  private static final Set<String> NO_COMPLAINT = Set.of("not-spam", "auth-failure", "dmarc");

  /** Microsoft puts it before the mail that a reader called junk. */
  private static final String JUNK_REPORT = "X-HmXmrOriginalRecipient";

  private final MailHead head;
  private final MailParts parts;
  private final InternetHeaders returned;

  private MailSorter(MimeMessage mail) {
    this.head = new MailHead(mail);
    this.parts = MailParts.of(mail);
    this.returned = parts.returned();
  }

  /** Never throws; what can't be understood is {@link MailKind#OTHER}. */
  static SortedMail sort(MimeMessage mail) {
    try {
      return new MailSorter(mail).sort();
    } catch (RuntimeException | StackOverflowError e) {
      return SortedMail.other();
    }
  }

  private SortedMail sort() {
    var isReport =
        head.lower("Content-Type").startsWith("multipart/report") || head.isFromMachine();
    var complaint = parts.first("message/feedback-report");
    if (complaint.isPresent() || returned.getHeader(JUNK_REPORT) != null) {
      return complaint(MailParts.headers(complaint.map(Leaf::text).orElse("")));
    }
    var delivery = parts.first("message/delivery-status", "message/global-delivery-status");
    if (delivery.isPresent() && isReport) {
      return delivery(DeliveryReport.recipients(delivery.get().text()));
    }
    if (parts.first("message/disposition-notification").isPresent()) {
      return about(MailKind.OTHER, null, null, null);
    }
    return head.isFromMachine() || givesBack() ? machine() : written();
  }

  private SortedMail complaint(InternetHeaders report) {
    var type = first(report, "Feedback-Type").toLowerCase(Locale.ROOT);
    var address = MailHead.addressIn(first(report, "Original-Rcpt-To"));
    return about(
        NO_COMPLAINT.contains(type) ? MailKind.OTHER : MailKind.COMPLAINT,
        address == null ? MailHead.addressIn(first(returned, "To")) : address,
        null,
        type);
  }

  private SortedMail delivery(List<Recipient> recipients) {
    var written = MailHead.addressIn(first(returned, "To"));
    return recipients.stream()
        .min(
            Comparator.comparing((Recipient each) -> !isAbout(each, written))
                .thenComparing(each -> !each.action().startsWith("fail")))
        .map(each -> delivery(each, written))
        .orElseGet(() -> WordyBounce.in(head, words()).orElseGet(SortedMail::other));
  }

  private static boolean isAbout(Recipient each, String written) {
    return written != null && (written.equals(each.original()) || written.equals(each.last()));
  }

  private SortedMail delivery(Recipient each, String written) {
    var said = each.words().isBlank() ? words() : each.words();
    var kind = kind(each, said);
    return about(
        kind == MailKind.HARD_BOUNCE && each.isForwarded(written) ? MailKind.SOFT_BOUNCE : kind,
        each.address() == null ? written : each.address(),
        each.codes().stream().findFirst().orElse(null),
        said);
  }

  private static MailKind kind(Recipient each, String said) {
    return switch (each.action()) {
      case "delayed" -> MailKind.DELAY_NOTICE;
      case "delivered" -> MailKind.DELIVERED;
      case "relayed", "expanded" -> MailKind.PASSED_ON;
      default -> BounceRules.judge(each.codes(), said);
    };
  }

  private String words() {
    return parts
        .words()
        .map(leaf -> leaf.isHtml() ? OwnWords.plain(leaf.text()) : leaf.text())
        .orElse("");
  }

  /**
   * Whether a program whose name says nothing gives a mail back: by words that no answer of a
   * reader's own program has, and with the mail that they are about.
   */
  private boolean givesBack() {
    return (head.takesNoAnswer() || AutoReplies.isSubmitted(head))
        && (returned.getHeader("Message-ID") != null || WordyBounce.givesBack(words()))
        && WordyBounce.isLost(head, words());
  }

  private SortedMail machine() {
    return WordyBounce.in(head, words())
        .map(bounce -> bounce.with(ids(bounce.messageIds())))
        .orElseGet(this::written);
  }

  private SortedMail written() {
    var kind = MailKind.REPLY;
    if (head.has("List-Id") || head.has("List-Unsubscribe")) {
      kind = MailKind.OTHER;
    } else if (AutoReplies.isOne(head)) {
      kind = MailKind.AUTO_REPLY;
    } else if (head.isFromMachine() || head.from() == null) {
      kind = MailKind.OTHER;
    }
    var isAnswer = kind != MailKind.OTHER;
    return new SortedMail(
        kind,
        head.answered(),
        head.from(),
        null,
        null,
        null,
        isAnswer ? head.subject() : null,
        isAnswer ? OwnWords.of(parts) : null);
  }

  private SortedMail about(MailKind kind, String address, String status, String words) {
    return new SortedMail(kind, ids(List.of()), head.from(), address, status, words, null, null);
  }

  private List<String> ids(List<String> given) {
    var ids = new LinkedHashSet<>(given);
    ids.addAll(MailHead.idsIn(first(returned, "Message-ID")));
    ids.addAll(MailHead.idsIn(first(returned, "Original-Message-ID")));
    parts
        .first("message/disposition-notification", "message/feedback-report")
        .map(leaf -> first(MailParts.headers(leaf.text()), "Original-Message-ID"))
        .ifPresent(id -> ids.addAll(MailHead.idsIn(id)));
    ids.addAll(MailHead.idsIn(head.value("X-Original-Message-ID")));
    ids.addAll(head.answered());
    return new ArrayList<>(ids);
  }
}
