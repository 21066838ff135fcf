package dev.sopflow.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.ImportStatus.State;
import dev.sopflow.house.SopflowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An import that ends in its third chunk, and the same file again. */
@SopflowTest
class ImportStopsTest {

  private static final int ROWS = 3_500;

  /** Titles are looked up when a chunk is written; this one begins in the third. */
  private static final String FATAL = "Title 5";

  @Autowired ContactImports imports;
  @Autowired ImportLedger ledger;
  @Autowired ChunkWriter writer;
  @Autowired ImportEnds ends;
  @Autowired JdbcClient db;

  ImportRun run;

  @Test
  void aFaultLeavesTheChunksBeforeItAndTheSameFileHealsIt() throws IOException {
    var broken = bringInWith(() -> fail("Ann's row"));
    assertThat(broken.state()).isEqualTo(State.FAILED);
    assertThat(broken.message()).contains("kept", "again").doesNotContain("Ann");
    assertThat(broken.counts().rows()).isEqualTo(2_000);
    assertThat(broken.progress()).isEqualTo(57);
    heals(broken);
  }

  @Test
  void aHouseThatGoesDownFinishesItsChunkAndTheSameFileHealsIt() throws IOException {
    var broken = bringInWith(() -> run.stop());
    assertThat(broken.state()).isEqualTo(State.INTERRUPTED);
    assertThat(broken.counts().rows()).isEqualTo(3_000);
    heals(broken);
  }

  private void heals(ImportStatus broken) throws IOException {
    var taken = broken.counts().created();
    assertThat(figures()).startsWith(taken);
    var again = imports.get(imports.runNow(list()));
    assertThat(again.state()).isEqualTo(State.DONE);
    assertThat(again.counts()).isEqualTo(new ImportCounts(ROWS, ROWS - taken, 0, taken, 0, 0));
    assertThat(figures()).containsExactly(ROWS, ROWS, ROWS, ROWS, 50);
  }

  /** People, addresses, agreements, lines of history, companies. */
  private List<Integer> figures() {
    return List.of("contact", "contact_identity", "consent", "contact_event", "company").stream()
        .map(table -> db.sql("select count(*) from " + table).query(Integer.class).single())
        .toList();
  }

  private ImportStatus bringInWith(Runnable atTheFatalTitle) throws IOException {
    PositionLevels levels =
        title -> {
          if (title.equals(FATAL)) {
            atTheFatalTitle.run();
          }
          return PositionLevel.STAFF;
        };
    run = new ImportRun(ledger, writer, db, levels, ends);
    var list = list();
    var id = ledger.open(list.fileName(), "US", list.by());
    run.run(id, list, "US");
    assertThat(list.file()).doesNotExist();
    return imports.get(id);
  }

  private static ContactImports.List list() throws IOException {
    var rows =
        IntStream.range(0, ROWS)
            .mapToObj(i -> "P%d,p%d@a.example,Company %d,Title %d".formatted(i, i, i % 50, i / 500))
            .collect(Collectors.joining("\n"));
    var file = Files.createTempFile("list", ".csv");
    Files.writeString(file, "name,email,company,title\n" + rows);
    return new ContactImports.List(file, "list.csv", "US", Set.of(Channel.EMAIL), "a form", "ops");
  }

  private static void fail(String words) {
    throw new StackOverflowError(words);
  }
}
