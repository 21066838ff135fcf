package dev.sopflow.contact;

import dev.sopflow.contact.ListConsents.Agreed;
import dev.sopflow.contact.ListFollower.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes rows in, a chunk in one transaction: the people, what is given back, and how far the import
 * is. Who is known already is locked before they are read, so that nobody's correction or refusal
 * gets lost in between. If another writer brought one of them meanwhile, the chunk is taken again
 * and finds them known; so two imports at once never make two of one person.
 */
@Component
class ChunkWriter {

  private static final int TRIES = 10;

  private final People people;
  private final PeopleWriter writer;
  private final ListConsents consents;
  private final ImportLedger ledger;
  private final TransactionTemplate transaction;

  ChunkWriter(
      People people,
      PeopleWriter writer,
      ListConsents consents,
      ImportLedger ledger,
      TransactionTemplate transaction) {
    this.people = people;
    this.writer = writer;
    this.consents = consents;
    this.ledger = ledger;
    this.transaction = transaction;
  }

  /** Takes a chunk in; returns the counts so far. */
  ImportCounts take(ImportJob job, List<Reading> rows, ImportCounts soFar) {
    return takeAgainAfterOthers(() -> takeOnce(job, rows, soFar));
  }

  /** Takes one row in that stands in no import's book; false if it was given back. */
  boolean take(ImportJob job, Reading row) {
    return takeAgainAfterOthers(() -> !gather(job, List.of(row)).asides().isEmpty());
  }

  private <T> T takeAgainAfterOthers(Supplier<T> taking) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.execute(status -> taking.get());
      } catch (DuplicateKeyException | TransientDataAccessException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private Chunk gather(ImportJob job, List<Reading> rows) {
    ledger.takeTurn();
    var chunk = new Chunk(job);
    loadKnown(chunk, rows);
    rows.forEach(chunk::take);
    var added = storeNew(job, chunk.people().stream().filter(Draft::isFresh).toList());
    storeChanged(job, chunk.people().stream().filter(Draft::isOlderAndChanged).toList());
    tell(job, chunk, added);
    return chunk;
  }

  private ImportCounts takeOnce(ImportJob job, List<Reading> rows, ImportCounts soFar) {
    var chunk = gather(job, rows);
    ledger.giveBack(job.id(), chunk.issues());
    var total = soFar.plus(chunk.counts());
    ledger.progress(job.id(), total);
    return total;
  }

  private void loadKnown(Chunk chunk, List<Reading> rows) {
    var identities = new LinkedHashSet<Identity>();
    rows.forEach(reading -> identities.addAll(reading.profile().identities()));
    var ids = new LinkedHashSet<>(people.ownersOf(identities).values());
    if (!ids.isEmpty()) {
      people.lock(ids);
      var answered = consents.answered(ids);
      for (var person : people.withIds(ids)) {
        chunk.know(person, answered.getOrDefault(person.id(), Set.of()));
      }
    }
  }

  private static void tell(ImportJob job, Chunk chunk, Map<Long, Draft> added) {
    var ids = new HashMap<Draft, Long>();
    added.forEach((id, draft) -> ids.put(draft, id));
    var rows =
        chunk.asides().stream()
            .map(
                aside -> {
                  var known = aside.person().id();
                  return new Taken(known == null ? ids.get(aside.person()) : known, aside.cells());
                })
            .toList();
    if (!rows.isEmpty()) {
      job.follower().taken(job.id(), rows);
    }
  }

  private Map<Long, Draft> storeNew(ImportJob job, List<Draft> fresh) {
    var ids = writer.add(fresh.stream().map(Draft::now).toList(), job.levels());
    var stored = new LinkedHashMap<Long, Draft>();
    for (int i = 0; i < ids.size(); i++) {
      stored.put(ids.get(i), fresh.get(i));
    }
    finish(job, stored, job.isOfOnePerson() ? "INTRODUCED" : "IMPORTED");
    return stored;
  }

  private void storeChanged(ImportJob job, List<Draft> changed) {
    var changes = new LinkedHashMap<Long, Change>();
    var stored = new LinkedHashMap<Long, Draft>();
    changed.forEach(
        draft -> {
          changes.put(draft.id(), draft.change());
          stored.put(draft.id(), draft);
        });
    writer.change(changes, job.levels());
    finish(job, stored, "MERGED");
  }

  private void finish(ImportJob job, Map<Long, Draft> stored, String event) {
    var agreements = new ArrayList<Agreed>();
    var events = new LinkedHashMap<Long, String>();
    stored.forEach(
        (id, draft) -> {
          draft.agreed().forEach(channel -> agreements.add(new Agreed(id, channel)));
          events.put(id, event);
        });
    consents.store(agreements, job.consentSource());
    writer.note(events, job.fileName(), job.by());
  }
}
