package dev.sopflow.touch.email.inbox;

import dev.sopflow.touch.email.inbox.ImapFolder.Came;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Reads a mailbox onward from where it stopped. What it takes, it may take again after a crash:
 * taking is once-only by the mail's own name. Not for several threads at once, but for {@link
 * #wake}.
 */
class InboxReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InboxReader.class);

  /** After the server numbered its mail anew; whatever was taken before is known by its name. */
  private static final Duration READ_AGAIN = Duration.ofDays(3);

  /** Forgets what the connection remembers of mail long read. */
  private static final Duration FRESH = Duration.ofHours(1);

  /** A mail over which the connection breaks so often is passed over. */
  private static final int MOST_TRIES = 5;

  /** Of at most half a megabyte each. */
  private static final int AT_ONCE = 50;

  private final String me = UUID.randomUUID().toString();
  private final InboxSettings settings;
  private final InboxRows rows;
  private final MailSignals signals;
  private final Clock clock;
  private volatile ImapFolder folder;
  private Instant openedAt;
  private long triedUid;
  private int tries;
  private int atOnce = AT_ONCE;
  private boolean tookSome;

  InboxReader(InboxSettings settings, InboxRows rows, MailSignals signals, Clock clock) {
    this.settings = settings;
    this.rows = rows;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Takes what is new, unless another node does.
   *
   * @return whether it could be read, or needn't be
   */
  boolean look() {
    var inbox = rows.idOf(settings.account(), settings.folder());
    if (!rows.lease(inbox, me)) {
      disconnect();
      return true;
    }
    try {
      takeNew(inbox);
      rows.wasRead(inbox);
      return true;
    } catch (MessagingException | RuntimeException e) {
      LOG.warn("Mailbox {} can't be read now: {}", settings, why(e));
      disconnect();
      rows.failed(inbox, InboxTrouble.of(e), why(e));
      return false;
    }
  }

  /**
   * Waits until the server tells of something, where it does that, or until {@link #wake}. After a
   * look that took something it does not wait: what has come meanwhile may not be told again.
   *
   * @return false if it tells nothing by itself, or is gone, or another node reads
   */
  boolean awaitNews() {
    try {
      if (folder == null || !folder.tellsOfNews()) {
        return false;
      }
      if (!tookSome) {
        folder.awaitNews();
      }
      return true;
    } catch (MessagingException | RuntimeException e) {
      LOG.info("Mailbox {} does not tell of new mail any more: {}", settings, why(e));
      disconnect();
      return false;
    }
  }

  /** Whether there was something new at the last look. */
  boolean tookSome() {
    return tookSome;
  }

  /** Ends a wait. */
  void wake() {
    var open = folder;
    if (open != null) {
      open.wake();
    }
  }

  private void takeNew(long inbox) throws MessagingException {
    connect();
    var validity = folder.validity();
    var from = from(rows.place(inbox), validity);
    if (!rows.moveTo(inbox, me, validity, from)) {
      return;
    }
    var news = folder.after(from);
    tookSome = !news.isEmpty();
    for (var i = 0; i < news.size(); i += atOnce) {
      var part = news.subList(i, Math.min(i + atOnce, news.size()));
      read(inbox, validity, part).forEach(mail -> take(inbox, validity, mail));
      if (!rows.moveTo(inbox, me, validity, part.get(part.size() - 1))) {
        return;
      }
    }
    atOnce = AT_ONCE;
  }

  private void connect() throws MessagingException {
    if (folder != null && openedAt.plus(FRESH).isBefore(clock.instant())) {
      disconnect();
    }
    if (folder == null) {
      folder = ImapFolder.open(settings);
      openedAt = clock.instant();
    }
  }

  /** A mailbox that was never read begins with what comes from now on. */
  private long from(InboxRows.Place place, long validity) throws MessagingException {
    if (place.validity() == null) {
      return folder.lastUid();
    }
    return place.validity() == validity
        ? place.lastUid()
        : folder.lastUidBefore(clock.instant(), READ_AGAIN);
  }

  /** After trouble they come one by one, so that it is known which of them made it. */
  private List<Came> read(long inbox, long validity, List<Long> uids) throws MessagingException {
    tries = triedUid == uids.get(0) ? tries + 1 : 1;
    triedUid = uids.get(0);
    try {
      return folder.read(uids);
    } catch (MessagingException | RuntimeException e) {
      if (atOnce > 1 || tries < MOST_TRIES) {
        atOnce = 1;
        throw e;
      }
      passOver(inbox, validity, uids.get(0), e);
      return List.of();
    }
  }

  private void take(long inbox, long validity, Came mail) {
    try {
      if (mail.beginning() == null) {
        throw new MessagingException("The server named the mail and did not give it");
      }
      signals.take(mail.beginning(), at(mail));
    } catch (TransientDataAccessException | RecoverableDataAccessException e) {
      throw e;
    } catch (MessagingException | RuntimeException e) {
      passOver(inbox, validity, mail.uid(), e);
    }
  }

  private void passOver(long inbox, long validity, long uid, Exception e) {
    LOG.warn("Mail {} of {} is passed over: {}", uid, settings, why(e));
    rows.passOver(inbox, validity, uid, why(e));
  }

  /** What breaks over a mail may have words of the mail in its own. */
  private static String why(Exception e) {
    return e instanceof RuntimeException ? e.getClass().getSimpleName() : e.toString();
  }

  private Instant at(Came mail) {
    var received = mail.receivedAt();
    return received == null || received.isAfter(clock.instant()) ? null : received;
  }

  private void disconnect() {
    if (folder != null) {
      folder.close();
      folder = null;
    }
  }

  /** Another node may read at once. */
  @Override
  public void close() {
    disconnect();
    rows.release(rows.idOf(settings.account(), settings.folder()), me);
  }
}
