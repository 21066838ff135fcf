package dev.sopflow.content;

import dev.sopflow.journal.OpsJournal;
import dev.sopflow.journal.Word;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The library: what may be said, with its marks, versions and validity. */
@Service
public class Contents {

  private final ContentRows rows;
  private final ContentChecks checks;
  private final Problems problems;
  private final WaitingMessages waiting;
  private final OpsJournal journal;
  private final Clock clock;

  Contents(
      ContentRows rows,
      ContentChecks checks,
      Problems problems,
      WaitingMessages waiting,
      OpsJournal journal,
      Clock clock) {
    this.rows = rows;
    this.checks = checks;
    this.problems = problems;
    this.waiting = waiting;
    this.journal = journal;
    this.clock = clock;
  }

  /** Every version of a piece, the newest first; empty if there is no such piece. */
  public List<ContentVersion> versions(String key) {
    return rows.versions(key);
  }

  /** The version that goes out, if one is active. */
  public Optional<ContentVersion> active(String key) {
    return versions(key).stream()
        .filter(it -> it.status() == ContentVersion.Status.ACTIVE)
        .findFirst();
  }

  public Optional<ContentVersion> version(String key, int version) {
    return rows.find(key, version);
  }

  /** What stands against activating these words, as sentences; empty when they may go out. */
  public List<String> problemsOf(ContentDraft draft) {
    var found = new ArrayList<>(cantBeKept(draft));
    if (found.isEmpty()) {
      found.addAll(checks.of(draft.name(), draft.marks(), draft.words()));
    }
    return found;
  }

  /**
   * Keeps a new version as a draft, of a new piece or a known one; what is active stays so.
   *
   * @throws ContentRejected if it can't even be kept
   */
  @Transactional
  public ContentVersion draft(ContentDraft draft, String by) {
    var found = cantBeKept(draft);
    if (!found.isEmpty()) {
      throw new ContentRejected(found);
    }
    long id = rows.lock(draft.key()).orElseGet(() -> create(draft));
    int version = rows.nextVersion(id);
    rows.insertDraft(id, version, draft, by, clock.instant());
    return rows.find(draft.key(), version).orElseThrow();
  }

  /**
   * Makes a version the one that goes out; the former one is retired and kept.
   *
   * @throws UnknownContent if there is no such piece or version
   * @throws ContentRejected if something stands against it
   */
  @Transactional
  public void activate(String key, int version) {
    long id = rows.lock(key).orElseThrow(() -> new UnknownContent(key));
    var chosen = version(key, version).orElseThrow(() -> new UnknownContent(key + " v" + version));
    var found = checks.of(chosen.name(), chosen.marks(), chosen.words());
    if (!found.isEmpty()) {
      throw new ContentRejected(found);
    }
    rows.retireOthers(id, version);
    rows.activate(id, version);
  }

  /**
   * Lets a version go out no more, and no other in its place; messages that wait with it end, and
   * the journal says so. It is kept, and may be activated again. Nothing happens if it is not the
   * one that goes out.
   *
   * @param why in words of who stops it
   * @return how many messages ended
   * @throws UnknownContent if there is no such piece
   * @throws ContentRejected if there is no reason, or it is too long
   */
  @Transactional
  public int retire(String key, int version, String why, String by) {
    var found = new DraftLimits(problems).checkReason(why);
    if (!found.isEmpty()) {
      throw new ContentRejected(found);
    }
    long id = rows.lock(key).orElseThrow(() -> new UnknownContent(key));
    return rows.retire(id, version) ? end(id, rows.find(key, version).orElseThrow(), why, by) : 0;
  }

  private int end(long id, ContentVersion retired, String why, String by) {
    var ended = waiting.endFor(id);
    journal.write(
        null,
        by,
        "journal.content.retired",
        retired.name(),
        new Word(retired.marks().channel().name()),
        retired.version(),
        ended,
        why.strip());
    return ended;
  }

  /**
   * Keeps and activates in one step, or does nothing.
   *
   * @throws ContentRejected if something stands against it
   */
  @Transactional
  public ContentVersion publish(ContentDraft draft, String by) {
    var found = problemsOf(draft);
    if (!found.isEmpty()) {
      throw new ContentRejected(found);
    }
    var kept = draft(draft, by);
    activate(draft.key(), kept.version());
    return version(draft.key(), kept.version()).orElseThrow();
  }

  private long create(ContentDraft draft) {
    try {
      rows.insertContent(draft.key(), draft.piece() == null ? draft.key() : draft.piece());
    } catch (DuplicateKeyException e) {
      throw new ContentRejected(List.of(problems.say("meanwhile", draft.key())));
    }
    return rows.contentId(draft.key()).orElseThrow();
  }

  private List<String> cantBeKept(ContentDraft draft) {
    return new DraftLimits(problems).check(draft);
  }
}
