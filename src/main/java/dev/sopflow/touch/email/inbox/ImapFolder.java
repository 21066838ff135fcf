package dev.sopflow.touch.email.inbox;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.imap.protocol.UIDSet;

/** An open connection to one folder of a mailbox. It reads and changes nothing, not even "seen". */
final class ImapFolder implements AutoCloseable {

  /** Answers and reports say what they say at their beginning; attachments stay on the server. */
  private static final int MOST_BYTES = 512 * 1024;

  private static final String WANTED = " (UID INTERNALDATE BODY.PEEK[]<0." + MOST_BYTES + ">)";

  /**
   * A mail of the folder.
   *
   * @param beginning of it, up to a limit; null if the server did not give it
   * @param receivedAt when it reached the mailbox, or null
   */
  record Came(long uid, byte[] beginning, Instant receivedAt) {}

  private final IMAPStore store;
  private final IMAPFolder folder;
  private int looked;

  private ImapFolder(IMAPStore store, IMAPFolder folder) {
    this.store = store;
    this.folder = folder;
    folder.addMessageCountListener(new Alarm());
  }

  /** What a server tells just before a wait begins does not end it by itself. */
  private final class Alarm extends MessageCountAdapter {

    @Override
    public void messagesAdded(MessageCountEvent news) {
      wake();
    }
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

  /** Waits until the server tells of something, or has since the last look, or {@link #wake}. */
  void awaitNews() throws MessagingException {
    if (folder.getMessageCount() == looked) {
      folder.idle(true);
    }
  }

  /** Ends a wait; any thread may. */
  void wake() {
    try {
      // asking an idle connection anything ends its wait
      folder.doCommand(ImapFolder::hearNews);
    } catch (MessagingException | RuntimeException e) {
      // whoever waits finds out that the connection is gone
    }
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

  /** The UIDs of what came after {@code uid}, the oldest first. */
  List<Long> after(long uid) throws MessagingException {
    folder.doCommand(ImapFolder::hearNews);
    looked = folder.getMessageCount();
    var uids = new ArrayList<Long>();
    for (var mail : folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID)) {
      // "to the last" names the last one even when it is older
      if (mail != null && folder.getUID(mail) > uid) {
        uids.add(folder.getUID(mail));
      }
    }
    uids.sort(null);
    return uids;
  }

  /** A server tells an idle connection of new mail when it is asked anything. */
  private static Object hearNews(IMAPProtocol server) throws ProtocolException {
    server.noop();
    return null;
  }

  /** Mails in one turn, by UID; what was removed meanwhile is missing. */
  List<Came> read(List<Long> uids) throws MessagingException {
    var came = new TreeMap<Long, Came>();
    folder.doCommand(
        server -> {
          for (var answer : fetch(server, uids)) {
            if (answer instanceof FetchResponse mail && mail.getItem(UID.class) != null) {
              var each = read(mail);
              came.merge(each.uid(), each, (one, other) -> one.beginning() == null ? other : one);
            }
          }
          return null;
        });
    came.keySet().retainAll(uids);
    return List.copyOf(came.values());
  }

  private static Response[] fetch(IMAPProtocol server, List<Long> uids) throws ProtocolException {
    var sets = UIDSet.createUIDSets(uids.stream().mapToLong(Long::longValue).toArray());
    var answers = server.command("UID FETCH " + UIDSet.toString(sets) + WANTED, null);
    server.notifyResponseHandlers(answers);
    server.handleResult(answers[answers.length - 1]);
    return answers;
  }

  private static Came read(FetchResponse mail) {
    var body = mail.getItem(BODY.class);
    var isThere = body != null && body.getByteArray() != null;
    var date = mail.getItem(INTERNALDATE.class);
    var at = date == null || date.getDate() == null ? null : date.getDate().toInstant();
    return new Came(
        mail.getItem(UID.class).uid, isThere ? body.getByteArray().getNewBytes() : null, at);
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
