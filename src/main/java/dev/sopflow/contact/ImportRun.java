package dev.sopflow.contact;

import dev.sopflow.contact.list.BrokenList;
import dev.sopflow.contact.list.ListFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings one list in, from file to people. The list is read through once before the first row is
 * taken, so that a broken one is refused as a whole.
 */
@Component
class ImportRun {

  private static final Logger log = LoggerFactory.getLogger(ImportRun.class);
  private static final int CHUNK = 1_000;

  private final ImportLedger ledger;
  private final ChunkWriter writer;
  private final JdbcClient db;
  private final PositionLevels levels;
  private final ImportEnds ends;
  private volatile boolean stopping;

  ImportRun(
      ImportLedger ledger,
      ChunkWriter writer,
      JdbcClient db,
      PositionLevels levels,
      ImportEnds ends) {
    this.ledger = ledger;
    this.writer = writer;
    this.db = db;
    this.levels = levels;
    this.ends = ends;
  }

  /** Ends in one of the states that are over, whatever happens; the file is deleted. */
  void run(long id, ContactImports.List list, String region) {
    try {
      bringIn(job(id, list), ListFile.open(list.file()), region);
      ends.done(id, list.follower());
    } catch (BrokenList e) {
      ends.refused(id, e);
    } catch (CancellationException e) {
      ends.interrupted(id);
    } catch (Throwable e) {
      // an error too: nobody else would say that this import is over; and no message, which may
      // quote people's data
      log.error("Import {} stopped by {}", id, e.getClass().getName());
      ends.stopped(id);
    } finally {
      delete(list.file());
    }
  }

  /** Whatever runs is interrupted at its next chunk. */
  void stop() {
    stopping = true;
  }

  private ImportJob job(long id, ContactImports.List list) {
    var newest = db.sql("select coalesce(max(id), 0) from contact").query(Long.class).single();
    return new ImportJob(
        id,
        list.fileName(),
        list.consent(),
        list.consentSource(),
        list.by(),
        newest,
        levelTable(),
        list.follower());
  }

  /** Titles repeat a lot within a list; the team's table is asked once for each. */
  private Function<String, PositionLevel> levelTable() {
    var known = new HashMap<String, PositionLevel>();
    return title -> {
      if (title.isEmpty()) {
        return PositionLevel.STAFF;
      }
      if (known.size() > 10_000) {
        known.clear();
      }
      return known.computeIfAbsent(title, levels::of);
    };
  }

  private void bringIn(ImportJob job, ListFile file, String region) {
    ledger.begin(job.id(), file.encoding(), file.columns().headers(), rows(file));
    var taking = new Taking(job);
    file.read(row -> taking.add(RowReader.read(file.columns(), row, region)));
    taking.flush();
  }

  private static int rows(ListFile file) {
    var rows = new int[1];
    file.read(row -> rows[0]++);
    if (rows[0] == 0) {
      throw new BrokenList("no-rows");
    }
    return rows[0];
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows on their way into chunks. */
  private final class Taking {

    private final ImportJob job;
    private final List<Reading> chunk = new ArrayList<>();
    private ImportCounts counts = ImportCounts.NONE;

    Taking(ImportJob job) {
      this.job = job;
    }

    void add(Reading reading) {
      chunk.add(reading.apart(job.follower()));
      if (chunk.size() == CHUNK) {
        flush();
      }
    }

    void flush() {
      if (stopping) {
        throw new CancellationException();
      }
      counts = writer.take(job, chunk, counts);
      chunk.clear();
    }
  }
}
