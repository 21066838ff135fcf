package dev.sopflow.touch.email.inbox;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bounce that is written for people only: qmail's, Exim's, old Exchange's and others' text
 * without a machine-readable part. Only asked for mail that a program seems to have sent.
 */
final class WordyBounce {

  private static final int IN_ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern NOT_DELIVERED =
      Pattern.compile(
          "this is the qmail-send program|created automatically by mail delivery software"
              + "|(could not|couldn't|couldn’t|cannot|can't|unable to|wasn't able to|not able to) "
              + "(be )?(deliver|sen[dt])|undeliver|delivery (has |to .{0,200} )?fail|failed to deliver"
              + "|failed to reach|not delivered|failure notice|returned mail|mail returned|did not reach"
              + "|delivery status notification|have been rejected|not been delivered|delivery failure"
              + "|(nicht|kann nicht) zugestellt|unzustellbar|zustellung .{0,60}(fehlgeschlagen|nicht)"
              + "|(pas|n['’]a) (pu |pas )?(être|été) (livré|remis|distribué|délivré)|non remis|échec"
              + "|no se (ha )?(podido|pudo|puede) entregar|no entregad|退信|无法(投递|送达|发送)|無法(投遞|送達|傳遞)"
              + "|投递失败|投遞失敗|配信(できません|不能|に失敗)|送信できません|届けられません|エラーメール",
          IN_ANY_CASE);

  private static final Pattern STILL_TRYING =
      Pattern.compile(
          "delay(ed)?\\b|has not yet been delivered|will (continue|keep|be retried)|still trying"
              + "|warning: (message|could not)|no action is required|do not need to resend"
              + "|verzögert|verzögerung|weiterhin versucht|en attente|retardé|retrasad|延迟|延遲|遅延|遅れ",
          IN_ANY_CASE);

  /** Here the mail that is given back begins, which says nothing about why. */
  private static final Pattern RETURNED =
      Pattern.compile(
          "(?m)^[\\s=*>-]*(below this line is a copy|this is a copy of|here is a copy|original message"
              + "|the header of the original|message header|copy of the original|returned message"
              + "|the following is a copy|ursprüngliche nachricht|message d['’]origine|mensaje original"
              + "|原始邮件|原始郵件|元のメッセージ|diagnostic information for admin)"
              + "|^(return-path|received|message-id|dkim-signature|mime-version): ",
          IN_ANY_CASE);

  private static final Pattern RETURNED_TO = Pattern.compile("(?m)^\\s*To: *(.+)$", IN_ANY_CASE);

  private static final Pattern RETURNED_ID =
      Pattern.compile("(?m)^\\s*Message-ID:\\s*(<[^<>\\s]{1,300}>)", IN_ANY_CASE);

  private WordyBounce() {}

  /** Empty for what is no report about a mail. */
  static Optional<SortedMail> in(MailHead head, String text) {
    var notice = notice(text);
    var said = head.subject() + "\n" + notice;
    if (!NOT_DELIVERED.matcher(said).find() && !STILL_TRYING.matcher(said).find()) {
      return Optional.empty();
    }
    var returned = text.substring(notice.length());
    var codes = BounceRules.codes(notice);
    return Optional.of(
        new SortedMail(
            STILL_TRYING.matcher(said).find()
                ? MailKind.DELAY_NOTICE
                : BounceRules.judge(codes, notice),
            MailHead.idsIn(
                RETURNED_ID
                    .matcher(returned)
                    .results()
                    .map(id -> id.group(1))
                    .findFirst()
                    .orElse("")),
            head.from(),
            failed(head, notice, returned),
            codes.stream().findFirst().orElse(null),
            notice,
            null,
            null));
  }

  /** Whether it says that a mail did not arrive. */
  static boolean isLost(MailHead head, String text) {
    return NOT_DELIVERED.matcher(head.subject() + "\n" + notice(text)).find();
  }

  /** Whether the mail that it is about follows. */
  static boolean givesBack(String text) {
    return RETURNED_ID.matcher(text.substring(notice(text).length())).find();
  }

  private static String notice(String text) {
    var returned = RETURNED.matcher(text);
    return returned.find() && returned.start() > 0 ? text.substring(0, returned.start()) : text;
  }

  private static String failed(MailHead head, String notice, String returned) {
    var written =
        RETURNED_TO.matcher(returned).results().map(to -> to.group(1)).findFirst().orElse(null);
    if (written != null && MailHead.addressIn(written) != null) {
      return MailHead.addressIn(written);
    }
    var ours = MailHead.addressIn(head.value("To"));
    return notice
        .lines()
        .map(MailHead::addressIn)
        .filter(address -> address != null && !address.equals(ours))
        .filter(address -> !address.equals(head.from()))
        .findFirst()
        .orElse(null);
  }
}
