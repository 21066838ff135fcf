package dev.sopflow.touch.email;

import dev.sopflow.touch.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What an SMTP server's answer means; an answer keeps its enhanced code. */
final class SmtpAnswers {

  /** The end of the mail's text: from here on the server may have taken it. */
  private static final String END_OF_DATA = ".";

  /** Log in first, log in better, must be encrypted: all ours to repair. */
  private static final java.util.Set<Integer> SET_UP_WRONGLY = java.util.Set.of(530, 534, 535, 538);

  private SmtpAnswers() {}

  /** No connection, so nothing was sent. */
  static Outcome whileConnecting(MessagingException e) {
    return e instanceof AuthenticationFailedException
        ? Outcome.channelDown(words(e))
        : Outcome.busy(words(e));
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
      return byCode(sender.getReturnCode(), sender.getCommand(), words(sender));
    }
    return begun ? Outcome.unclear(words(e)) : Outcome.busy(words(e));
  }

  private static Outcome byCode(int code, String command, String words) {
    if (SET_UP_WRONGLY.contains(code)) {
      return Outcome.channelDown(words);
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
