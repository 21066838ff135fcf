package dev.sopflow.touch.email.inbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** An open connection to one folder of a mailbox. It reads and changes nothing, not even "seen". */
final class ImapFolder implements AutoCloseable {

  /** Answers and reports say what they say at their beginning; attachments stay on the server. */
  private static final int MOST_BYTES = 512 * 1024;

  private static final int CHUNK = 64 * 1024;

  /** A mail that waits in the folder. */
  record Waiting(long uid, IMAPMessage mail) {

    /** Its beginning, up to a limit. */
    byte[] read() throws MessagingException, IOException {
      try (var in = mail.getMimeStream()) {
        return in.readNBytes(MOST_BYTES);
      }
    }

    /** When it reached the mailbox, or null. */
    Instant receivedAt() {
      try {
        var date = mail.getReceivedDate();
        return date == null ? null : date.toInstant();
      } catch (MessagingException | RuntimeException e) {
        return null;
      }
    }
  }

  private final IMAPStore store;
  private final IMAPFolder folder;

  private ImapFolder(IMAPStore store, IMAPFolder folder) {
    this.store = store;
    this.folder = folder;
  }

  static ImapFolder open(InboxSettings settings) throws MessagingException {
    var store = (IMAPStore) Session.getInstance(properties(settings)).getStore(settings.protocol());
    var port = settings.port() == null ? -1 : settings.port();
    store.connect(settings.host(), port, settings.user(), settings.password());
    try {
      var folder = (IMAPFolder) store.getFolder(settings.folder());
      folder.open(Folder.READ_ONLY);
      return new ImapFolder(store, folder);
    } catch (MessagingException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static Properties properties(InboxSettings settings) {
    var properties = new Properties();
    var prefix = "mail." + settings.protocol() + ".";
    for (var each : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty(prefix + each, Long.toString(settings.timeout().toMillis()));
    }
    properties.setProperty(prefix + "peek", "true");
    properties.setProperty(prefix + "fetchsize", Integer.toString(CHUNK));
    // what some servers say about sizes is wrong and would cut mail off
    properties.setProperty(prefix + "ignorebodystructuresize", "true");
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    return properties;
  }

  boolean isOpen() {
    return folder.isOpen();
  }

  /** Whether the server tells by itself of new mail (RFC 2177). */
  boolean tellsOfNews() throws MessagingException {
    return store.hasCapability("IDLE");
  }

  /** Waits until the server tells of something, or until {@link #wake}. */
  void awaitNews() throws MessagingException {
    folder.idle(true);
  }

  /** Ends a wait; any thread may. */
  void wake() {
    // asking an idle connection anything ends its wait
    folder.isOpen();
  }

  /** UIDs hold as long as it stays the same. */
  long validity() throws MessagingException {
    return folder.getUIDValidity();
  }

  /** The UID after which everything is new from now on. */
  long lastUid() throws MessagingException {
    var next = folder.getUIDNext();
    if (next > 0) {
      return next - 1;
    }
    var count = folder.getMessageCount();
    return count == 0 ? 0 : folder.getUID(folder.getMessage(count));
  }

  /** The UID after which the mail of the last {@code days} begins. */
  long lastUidBefore(Instant now, Duration days) throws MessagingException {
    var since = Date.from(now.minus(days));
    var recent = folder.search(new ReceivedDateTerm(ComparisonTerm.GE, since));
    return recent.length == 0 ? lastUid() : folder.getUID(recent[0]) - 1;
  }

  /** What came after {@code uid}, the oldest first. */
  List<Waiting> after(long uid) throws MessagingException {
    folder.doCommand(ImapFolder::hearNews);
    var waiting = new ArrayList<Waiting>();
    for (var mail : folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID)) {
      // "to the last" names the last one even when it is older
      if (mail != null && folder.getUID(mail) > uid) {
        waiting.add(new Waiting(folder.getUID(mail), (IMAPMessage) mail));
      }
    }
    waiting.sort(Comparator.comparingLong(Waiting::uid));
    fetchDates(waiting);
    return waiting;
  }

  /** A server tells an idle connection of new mail when it is asked anything. */
  private static Object hearNews(IMAPProtocol server) throws ProtocolException {
    server.noop();
    return null;
  }

  private void fetchDates(List<Waiting> waiting) throws MessagingException {
    var profile = new FetchProfile();
    profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
    folder.fetch(waiting.stream().map(Waiting::mail).toArray(Message[]::new), profile);
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (MessagingException e) {
      // it is gone either way
    }
  }
}
