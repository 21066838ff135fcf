package dev.sopflow.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A hundred thousand rows: how fast, in how much memory, and visibly so. */
@SopflowTest
@Tag("bench")
class LargeListTest {

  private static final int ROWS = 100_000;

  @Autowired ContactImports imports;

  @BeforeEach
  void forgetPeaks() {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
  }

  @Test
  void comesInInBoundedMemoryWithVisibleProgress() throws Exception {
    var first = watched(list());
    assertThat(first.counts().created()).isEqualTo(ROWS * 9 / 10);
    var again = watched(list());
    assertThat(again.counts().unchanged()).isEqualTo(ROWS);
  }

  @Test
  void aSheetComesInAsWell() throws Exception {
    var sheet = sheet();
    forgetPeaks();
    assertThat(watched(sheet).counts().created()).isEqualTo(ROWS * 9 / 10);
  }

  private ImportStatus watched(Path file) throws InterruptedException {
    var start = System.nanoTime();
    var id =
        imports.submit(
            new ContactImports.List(
                file, "large.csv", "CN", Set.of(Channel.EMAIL), "a form", "ops"));
    var seen = new TreeSet<Integer>();
    var status = imports.find(id).orElseThrow();
    while (!status.isOver()) {
      seen.add(status.progress());
      Thread.sleep(100);
      status = imports.find(id).orElseThrow();
    }
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "%,d rows in %.1f s: %,.0f rows/s, peak heap %d MB, progress seen %d times%n",
        ROWS, took.toMillis() / 1e3, ROWS * 1e3 / took.toMillis(), peakMegabytes(), seen.size());
    assertThat(status.message()).isNull();
    assertThat(seen).hasSizeGreaterThan(5);
    return status;
  }

  /** Every tenth row is about the person nine rows above. */
  private static Path list() throws IOException {
    var file = Files.createTempFile("large", ".csv");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("姓名,手机号,邮箱,公司,职位,城市,观看时长(分钟),提问数,是否已加微信\r\n");
      for (int i = 0; i < ROWS; i++) {
        int who = i % 10 == 9 ? i - 9 : i;
        out.write(
            "王%d,131%08d,p%d@c%d.example,公司%d,采购总监,上海,%d,0,是\r\n"
                .formatted(who, who, who, who % 5000, who % 5000, i % 90));
      }
    }
    return file;
  }

  private static Path sheet() throws IOException {
    var list = list();
    var file = Files.createTempFile("large", ".xlsx");
    try (var lines = Files.newBufferedReader(list);
        var out = Files.newOutputStream(file);
        var book = new Workbook(out, "test", "1.0")) {
      var sheet = book.newWorksheet("list");
      for (int row = 0; row <= ROWS; row++) {
        var cells = lines.readLine().split(",");
        for (int i = 0; i < cells.length; i++) {
          sheet.value(row, i, cells[i]);
        }
      }
    }
    Files.delete(list);
    return file;
  }

  private static long peakMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }
}
