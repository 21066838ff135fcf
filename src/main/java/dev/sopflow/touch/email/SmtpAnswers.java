package dev.sopflow.touch.email;

import dev.sopflow.touch.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What an SMTP server's answer means; an answer keeps its enhanced code. */
final class SmtpAnswers {

  /** The end of the mail's text: from here on the server may have taken it. */
  private static final String END_OF_DATA = ".";

  /** Log in first, log in better, must be encrypted: all ours to repair. */
  private static final Set<Integer> SET_UP_WRONGLY = Set.of(530, 534, 535, 538);

  /** The command that names our sender: what it meets, all our mails meet. */
  private static final String SENDER = "MAIL";

  /** The server closes, or wants less of us. */
  private static final Set<Integer> AWAY = Set.of(421, 454);

  private static final int TOO_LARGE = 552;

  private SmtpAnswers() {}

  /** No connection, so nothing was sent. */
  static Outcome whileConnecting(MessagingException e) {
    return e instanceof AuthenticationFailedException
        ? Outcome.channelDown(words(e))
        : Outcome.notNow(words(e));
  }

  /**
   * @param begun whether the server was given any of the mail's text
   */
  static Outcome whileSending(MessagingException e, boolean begun) {
    for (Exception each = e;
        each instanceof MessagingException next;
        each = next.getNextException()) {
      if (each instanceof SMTPAddressFailedException address) {
        return byCode(address.getReturnCode(), address.getCommand(), words(address));
      }
    }
    if (e instanceof SMTPSendFailedException failed) {
      return byCode(failed.getReturnCode(), failed.getCommand(), words(failed));
    }
    if (e instanceof SMTPSenderFailedException sender) {
      return byCode(sender.getReturnCode(), SENDER, words(sender));
    }
    return begun ? Outcome.unclear(words(e)) : Outcome.busy(words(e));
  }

  private static Outcome byCode(int code, String command, String words) {
    var isAboutUs = command != null && command.startsWith(SENDER);
    if (SET_UP_WRONGLY.contains(code) || isAboutUs && code >= 500 && code != TOO_LARGE) {
      return Outcome.channelDown(words);
    }
    if (AWAY.contains(code) || isAboutUs && code >= 400 && code < 500) {
      return Outcome.notNow(words);
    }
    if (code >= 500) {
      return Outcome.refused(words);
    }
    return code < 400 && END_OF_DATA.equals(command) ? Outcome.unclear(words) : Outcome.busy(words);
  }

  private static String words(Exception e) {
    var words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().strip();
    return words.replaceAll("\\S+@\\S+", "<address>").replaceAll("\\s+", " ");
  }
}
