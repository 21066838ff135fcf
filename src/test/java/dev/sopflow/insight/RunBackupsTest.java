package dev.sopflow.insight;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.sopflow.contact.ContactImports;
import dev.sopflow.contact.ImportStatus;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.MarkSource;
import dev.sopflow.run.Marks;
import dev.sopflow.run.NewMark;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.run.RunLists;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A run's list goes out as a file, and comes in again without changing anything. */
@SopflowTest
class RunBackupsTest {

  private static final List<String> PASTED =
      List.of("=1+1", "+SUM(A1)", "-2+3", "@cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")", "＝1+1");

  @Autowired RunBackups backups;
  @Autowired RunLists lists;
  @Autowired RunFixtures given;
  @Autowired RandomRuns random;
  @Autowired Marks marks;
  @Autowired JournalEntries journal;
  @Autowired JdbcClient db;
  @TempDir Path folder;

  long run;

  @BeforeEach
  void aRun() {
    run = given.run("sop-a");
  }

  @Test
  void whateverStandsInARunComesInAgainWithoutChange() throws IOException {
    random.fill(run, 50, 3);
    odd("contact", "full_name", "'=A1");
    var act = marks.begin(run, MarkSource.PERSON, "ops", null);
    var ids = db.sql("select contact_id from participant order by 1").query(Long.class).list();
    marks.set(
        act,
        List.of(
            new NewMark(ids.get(0), "agreed", "true", null),
            new NewMark(ids.get(1), "guest of", "ＡＢＣ, \"quoted\"; two", null),
            new NewMark(ids.get(2), "note", "=1+1", null),
            new NewMark(ids.get(3), "note", "'=1+1", null),
            new NewMark(ids.get(4), "note", "a\r\nb", null)));
    given.known(ids.get(5), "EMAIL", "second@people.example");
    tag(ids.get(6), "plain");
    tag(ids.get(6), "with, comma");
    nothingChangesBy("csv", backups::csv);
    nothingChangesBy("xlsx", backups::xlsx);
    var text = text(backups::csv);
    assertThat(text)
        .contains("Mark: registered", "second@people.example", "with, comma", "Rep One")
        .contains("not now", "opted out", "unknown");
    assertThat(journal.ofRun(run, 9).stream().map(JournalEntries.Entry::text))
        .contains("Downloaded the whole list as CSV: 50 people");
  }

  @Test
  void fiveThousandRowsWithFormulasPastedAreHarmlessAndComeInAgainWithoutChange()
      throws IOException {
    bringIn(pasted(5_000), "pasted.csv");
    assertThat(count("select count(*) from participant")).isEqualTo(5_000);
    // a database does so by itself within a minute; before it, statements are planned for no rows
    db.sql("analyze").update();
    nothingChangesBy("csv", backups::csv);
    nothingChangesBy("xlsx", backups::xlsx);
    for (var row : CsvReader.builder().ofCsvRecord(text(backups::csv)).stream().toList()) {
      assertThat(row.getFields()).noneMatch(RunBackupsTest::isFormula);
    }
    for (var cell : cells(saved("xlsx", backups::xlsx))) {
      assertThat(cell.getType()).isNotEqualTo(CellType.FORMULA);
      assertThat(cell.getText()).matches(text -> text.matches("\\+\\d+") || !isFormula(text));
    }
  }

  private interface Writes {
    void to(long run, String by, OutputStream out);
  }

  private void nothingChangesBy(String kind, Writes backup) throws IOException {
    var before = everything();
    var began = System.nanoTime();
    var file = saved(kind, backup);
    var saved = System.nanoTime();
    var list = bringIn(file, "backup." + kind);
    System.out.printf(
        "backup %s: %d people written in %d ms, %d KB, read in %d ms%n",
        kind,
        count("select count(*) from participant"),
        (saved - began) / 1_000_000,
        Files.size(file) / 1024,
        (System.nanoTime() - saved) / 1_000_000);
    var status = list.status();
    assertThat(status.state()).isEqualTo(ImportStatus.State.DONE);
    assertThat(List.of(status.counts().created(), status.counts().merged(), list.enrolled()))
        .containsOnly(0);
    assertThat(status.counts().rejected() + status.counts().warned()).isZero();
    assertThat(List.of(list.marksNew(), list.marksChanged())).containsOnly(0);
    assertThat(everything()).isEqualTo(before);
  }

  /** All that a list can change. */
  private List<Object> everything() {
    var all = new ArrayList<Object>();
    for (var table :
        List.of(
            "contact order by id",
            "contact_identity order by kind, id_value",
            "contact_tag order by contact_id, tag",
            "contact_attribute order by contact_id, name",
            "consent order by contact_id, channel",
            "contact_event order by id",
            "participant order by run_id, contact_id",
            "participant_mark order by run_id, contact_id, mark",
            "mark_change order by id")) {
      all.add(db.sql("select * from " + table).query().listOfRows());
    }
    return all;
  }

  private RunLists.RunList bringIn(Path file, String name) throws IOException {
    var copy = Files.copy(file, folder.resolve(System.nanoTime() + name));
    var id = lists.runNow(run, new ContactImports.List(copy, name, "US", Set.of(), null, "ops"));
    return lists.get(run, id);
  }

  private Path saved(String kind, Writes backup) throws IOException {
    var file = folder.resolve(System.nanoTime() + "." + kind);
    try (var out = Files.newOutputStream(file)) {
      backup.to(run, "ops", out);
    }
    return file;
  }

  private String text(Writes backup) {
    var out = new ByteArrayOutputStream();
    backup.to(run, "ops", out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private Path pasted(int rows) throws IOException {
    var file = folder.resolve("pasted.csv");
    try (var csv = CsvWriter.builder().build(file)) {
      csv.writeRecord("Name", "Email", "Company", "Source", "Feedback", "Minutes watched");
      for (var i = 0; i < rows; i++) {
        var formula = PASTED.get(i % PASTED.size());
        csv.writeRecord(
            formula + i, "p" + i + "@pasted.example", formula, "web", formula, "" + i % 60);
      }
    }
    return file;
  }

  private static boolean isFormula(String cell) {
    return !cell.isEmpty() && "=+-@\t\r＝＋－＠".indexOf(cell.charAt(0)) >= 0;
  }

  private static List<Cell> cells(Path file) throws IOException {
    try (var book = new ReadableWorkbook(file.toFile());
        var rows = book.getFirstSheet().openStream()) {
      return rows.flatMap(row -> row.stream()).filter(cell -> cell != null).toList();
    }
  }

  private void odd(String table, String column, String value) {
    db.sql(
            "update %s set %s = :value where id = (select max(id) from %s)"
                .formatted(table, column, table))
        .param("value", value)
        .update();
  }

  private void tag(long contact, String tag) {
    db.sql("insert into contact_tag (contact_id, tag) values (:contact, :tag)")
        .param("contact", contact)
        .param("tag", tag)
        .update();
  }

  private int count(String sql) {
    return db.sql(sql).query(Integer.class).single();
  }
}
