package dev.sopflow.touch.email.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailbox to which answers and reports come; nothing is read while {@code host} is not set.
 *
 * @param port null for the usual one
 * @param ssl whether the connection is encrypted from its start
 * @param poll how long after one look the next follows, where the server does not tell of new mail
 * @param timeout of connecting and of reading an answer, each
 */
@ConfigurationProperties("sopflow.email.inbox")
record InboxSettings(
    String host,
    Integer port,
    String user,
    String password,
    @DefaultValue("INBOX") String folder,
    @DefaultValue("true") boolean ssl,
    @DefaultValue("3s") Duration poll,
    @DefaultValue("30s") Duration timeout) {

  /** Well within the reader's lease. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  String protocol() {
    return ssl ? "imaps" : "imap";
  }

  /** A server that tells of new mail is asked so often all the same: it may be gone. */
  Duration longestWait() {
    var wait = timeout.multipliedBy(2).dividedBy(3);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  String account() {
    return user + "@" + host;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return account() + "/" + folder;
  }
}
