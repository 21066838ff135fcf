package dev.sopflow.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.list.ListFile;
import dev.sopflow.house.SopflowTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody else writes between an import's reading of a known contact and its writing. */
@SopflowTest
class ImportBesidePeopleTest {

  @Autowired ChunkWriter writer;
  @Autowired ImportLedger ledger;
  @Autowired Contacts contacts;

  long ann;

  @BeforeEach
  void annIsKnown() {
    ann = contacts.add(Profile.named("Ann").with(IdentityKind.EMAIL, "ann@a.example"), "ops");
  }

  @Test
  void aCorrectionAndAnImportBothSurvive() throws Exception {
    bringInWhile(() -> contacts.correct(ann, new Correction("CEO", null, null), "rep1"));
    var known = contacts.find(ann).orElseThrow();
    assertThat(known.positionTitle()).isEqualTo("CEO");
    assertThat(known.city()).isEqualTo("Oslo");
  }

  @Test
  void whatAnotherImportLearnedSurvives() throws Exception {
    bringInWhile(
        () -> take("email,company,tags\nann@a.example,Contoso,vip\n", title -> PositionLevel.BOSS));
    var known = contacts.find(ann).orElseThrow();
    assertThat(known.company()).isEqualTo("Contoso");
    assertThat(known.tags()).containsExactly("vip");
    assertThat(known.city()).isEqualTo("Oslo");
  }

  /** The table of titles is asked after the chunk was read and before it is written. */
  private void bringInWhile(Runnable act) throws Exception {
    var meanwhile = new CompletableFuture<Void>();
    take(
        "email,city\nann@a.example,Oslo\n",
        title -> {
          meanwhile.completeAsync(() -> done(act));
          waitShortly(meanwhile);
          return PositionLevel.STAFF;
        });
    meanwhile.get(10, TimeUnit.SECONDS);
  }

  private static Void done(Runnable act) {
    act.run();
    return null;
  }

  /** It can't end while the import holds what it needs. */
  private static void waitShortly(CompletableFuture<Void> act) {
    try {
      act.get(500, TimeUnit.MILLISECONDS);
    } catch (TimeoutException waits) {
      return;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(String text, Function<String, PositionLevel> levels) {
    try {
      var file = Files.writeString(Files.createTempFile("list", ".csv"), text);
      var list = ListFile.open(file);
      var rows = new ArrayList<Reading>();
      list.read(row -> rows.add(RowReader.read(list.columns(), row, "US")));
      Files.delete(file);
      var id = ledger.open("list.csv", "US", "ops");
      var job =
          new ImportJob(
              id, "list.csv", Set.of(), null, "ops", Long.MAX_VALUE, levels, ListFollower.NOBODY);
      writer.take(job, rows, ImportCounts.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
