package dev.sopflow.contact;

import dev.sopflow.contact.ImportStatus.State;
import dev.sopflow.contact.list.BrokenList;
import dev.sopflow.journal.OpsJournal;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How an import ends: said in its book and in the ops journal. */
@Component
class ImportEnds {

  private final ImportLedger ledger;
  private final OpsJournal journal;

  ImportEnds(ImportLedger ledger, OpsJournal journal) {
    this.ledger = ledger;
    this.journal = journal;
  }

  /** With what the follower makes of the whole list, or not at all. */
  @Transactional
  void done(long id, ListFollower follower) {
    follower.done(id);
    ledger.close(id, State.DONE, null, List.of());
    tell(id, "done");
  }

  /** Nothing was taken. */
  @Transactional
  void refused(long id, BrokenList why) {
    var about = Arrays.stream(why.args()).map(String::valueOf).toList();
    ledger.close(id, State.FAILED, why.messageKey(), about);
    tell(id, "refused");
  }

  /** By a fault of ours; the chunks before stay. */
  @Transactional
  void stopped(long id) {
    ledger.close(id, State.FAILED, "contact.import.stopped", List.of());
    tell(id, "stopped");
  }

  /** By the house going down; the chunks before stay. */
  @Transactional
  void interrupted(long id) {
    ledger.close(id, State.INTERRUPTED, "contact.import.interrupted", List.of());
    tell(id, "interrupted");
  }

  private void tell(long id, String end) {
    var it = ledger.find(id).orElseThrow();
    var counts = it.counts();
    journal.write(
        null,
        it.startedBy(),
        "journal.import." + end,
        it.fileName(),
        counts.created(),
        counts.merged(),
        counts.rejected());
  }
}
