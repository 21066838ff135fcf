package dev.sopflow.touch.email.inbox;

import static dev.sopflow.touch.email.inbox.MailKind.HARD_BOUNCE;
import static dev.sopflow.touch.email.inbox.MailKind.REFUSED_MAIL;
import static dev.sopflow.touch.email.inbox.MailKind.SOFT_BOUNCE;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a mail that was given up says about the address. An address is only condemned when codes
 * (RFC 3463) or words say that it does not exist and nothing in the answer says otherwise: a wrong
 * suppression loses a customer, a missed one costs another bounce.
 */
final class BounceRules {

  private static final Pattern CODE =
      Pattern.compile("(?<![\\d.])([245]\\.[0-7]\\.\\d{1,3})(?!\\.?\\d)");

  private static final Pattern TEMPORARY_ANSWER =
      Pattern.compile("^\\s*(?:\\w+;)?\\s*4\\d\\d\\b|\\b(?:said|says|error|host)\\W+4\\d\\d[ -]");

  /** Bad mailbox, system or syntax; has moved; takes no mail (RFC 7505); not found; disabled. */
  private static final Set<String> HARD =
      Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

  /** Too general to tell; words decide. */
  private static final Set<String> VAGUE =
      Set.of("5.0.0", "5.1.0", "5.3.0", "5.5.0", "5.5.1", "5.5.2");

  /** Our sender, or what security and policy (RFC 3463, x.7) have against the mail. */
  private static final Pattern ABOUT_US = Pattern.compile("5\\.1\\.[78]|5\\.7\\.\\d+");

  private static final Pattern FULL =
      words(
          "quota|mailbox (is |size )?(full|limit)|full mailbox|(inbox|box) is full|storage",
          "insufficient|disk (space|full)|too (large|big)|size limit|message size",
          "\\bvoll\\b|überfüllt|überschritten|pleine|saturée?|dépassé|llen[oa]\\b|excedid",
          "已满|已滿|空间不足|空間不足|いっぱい|容量");

  private static final Pattern POLICY =
      words(
          "spam|virus|malware|phish|black ?list|block|deny ?list|banned|\\brbl\\b|dnsbl|reputation",
          "polic(y|ies)|unsolicited|junk|\\bspf\\b|dkim|dmarc|\\brelay|access denied|authenticat",
          "not (permitted|authori[sz]ed|allowed)|suspicious|content (rejected|filter)|prohibited|will not accept",
          "sender|from address|your (ip|domain|server|host)|(?<!not )listed|richtlinie|verweigert|unerwünscht",
          "permission|recipient preferences|autorisé|berechtigt|permiso|権限|權限|权限",
          "垃圾邮件|拒收|迷惑メール|拒否");

  private static final Pattern PASSING =
      words(
          "temporar|try(ing)? (again|later)|later|\\brate\\b|throttl|too many|gr[ea]ylist|defer",
          "timed? ?-?out|time ?out|expired|unreachable|loop|too many hops|not yet|busy",
          "vorübergehend|später|momentan|temporaire|plus tard|más tarde|暂时|稍后|一時的",
          "connection (refused|reset|lost|died)|couldn't establish|name service error|try later",
          "name server|no route|routing|configuration");

  private static final Pattern NOBODY =
      words(
          "(user|recipient|mailbox|account|addressee|destination address)( is)? unknown",
          "unknown (or illegal )?(user|recipient|mailbox|account|local[ -]part|address(?! error))",
          "no such (user|recipient|mailbox|account|address|person|local user)|no mailbox here",
          "(user|recipient|mailbox|account|address|alias|inbox)[^.;]{0,60} (does not|doesn't|"
              + "doesn’t|did not|do not) exist",
          "(user|recipient|mailbox|account|address)( was|'s)?( could)? ?(not|n't|n’t) (be )?found",
          "(does not|doesn't|doesn’t) have an? \\S+ account|not a (known|valid) (user|mailbox)",
          "recip(ient)?notfound|(wasn't|wasn’t|couldn't be|couldn’t be) found|no longer (valid|in use)",
          "invalid (recipient|mailbox|user)|not listed in (domino|public name)|no valid recipient",
          "disabled or discontinued|no account (here )?by that name|user not known|bad destination",
          "unbekannt|existiert nicht|nicht gefunden|n'existe pas|n’existe pas|inconnue?\\b",
          "introuvable|no existe|desconocid|no (se )?(ha )?encontr|non esiste|sconosciut",
          "不存在|无此用户|查无此人|無此|存在しません|見つかりません|存在しない");

  private BounceRules() {}

  private static Pattern words(String... alternatives) {
    return Pattern.compile(
        String.join("|", alternatives), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** The enhanced codes in {@code words}, in order. */
  static Set<String> codes(String words) {
    var codes = new LinkedHashSet<String>();
    CODE.matcher(words).results().forEach(code -> codes.add(code.group(1)));
    return codes;
  }

  /**
   * What a failure means.
   *
   * @param codes all that were given; where they disagree, the mildest counts
   * @param words what the server said about this address, and nothing else
   */
  static MailKind judge(Set<String> codes, String words) {
    if (codes.stream().anyMatch(code -> code.startsWith("4.") || code.startsWith("2."))
        || TEMPORARY_ANSWER.matcher(words).find()) {
      return SOFT_BOUNCE;
    }
    if (codes.stream().anyMatch(code -> ABOUT_US.matcher(code).matches())) {
      return REFUSED_MAIL;
    }
    if (FULL.matcher(words).find() || PASSING.matcher(words).find()) {
      return SOFT_BOUNCE;
    }
    if (POLICY.matcher(words).find()) {
      return REFUSED_MAIL;
    }
    return isNobody(codes, words) ? HARD_BOUNCE : SOFT_BOUNCE;
  }

  private static boolean isNobody(Set<String> codes, String words) {
    var telling = codes.stream().filter(code -> !VAGUE.contains(code)).toList();
    return telling.isEmpty() ? NOBODY.matcher(words).find() : HARD.containsAll(telling);
  }
}
