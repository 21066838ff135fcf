package dev.sopflow.contact;

import dev.sopflow.web.NotFound;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Brings lists of people in, as CSV or XLSX. What is known stays: a list fills what is empty and
 * adds addresses, tags and attributes; so the same list again changes nothing, and neither does one
 * that was interrupted and is brought in again.
 */
@Service
public class ContactImports {

  /** More at once would only wait for the same rows. */
  private static final int AT_ONCE = 2;

  private final ImportLedger ledger;
  private final ImportRun runner;
  private final ImportEnds ends;
  private final Words words;
  private final String defaultRegion;
  private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);

  ContactImports(
      ImportLedger ledger,
      ImportRun runner,
      ImportEnds ends,
      Words words,
      @Value("${sopflow.default-region:US}") String defaultRegion) {
    this.ledger = ledger;
    this.runner = runner;
    this.ends = ends;
    this.words = words;
    this.defaultRegion = defaultRegion;
  }

  /**
   * A list to bring in.
   *
   * @param file the uploaded bytes; deleted when done
   * @param region default region of phone numbers, ISO 3166; null: the configured one
   * @param consent channels for which the list's people agreed, as the importer declares
   * @param consentSource where they agreed; needed when {@code consent} is not empty
   * @param follower who else learns from it
   */
  public record List(
      Path file,
      String fileName,
      String region,
      Set<Channel> consent,
      String consentSource,
      String by,
      ListFollower follower) {

    public List {
      fileName = Names.clean(fileName, 255);
      consent = consent == null ? Set.of() : Set.copyOf(consent);
    }

    /** A list that only contacts learn from. */
    public List(
        Path file,
        String fileName,
        String region,
        Set<Channel> consent,
        String consentSource,
        String by) {
      this(file, fileName, region, consent, consentSource, by, ListFollower.NOBODY);
    }

    /** The same list, from which {@code other} learns too. */
    public List followedBy(ListFollower other) {
      return new List(file, fileName, region, consent, consentSource, by, other);
    }
  }

  /**
   * Takes a list in and works on it in the background; returns the import's id.
   *
   * @throws IllegalArgumentException in plain words, for an unknown region or a consent from
   *     nowhere
   */
  public long submit(List list) {
    var region = checked(list);
    var id = opened(list, region);
    workers.execute(() -> runner.run(id, list, region));
    return id;
  }

  /** Brings a list in before it returns; the same work as {@link #submit}. */
  public long runNow(List list) {
    var region = checked(list);
    var id = opened(list, region);
    runner.run(id, list, region);
    return id;
  }

  private long opened(List list, String region) {
    var id = ledger.open(list.fileName(), region, list.by());
    list.follower().opened(id);
    return id;
  }

  public Optional<ImportStatus> find(long id) {
    return ledger.find(id);
  }

  /**
   * @throws NotFound if there is no import with this id
   */
  public ImportStatus get(long id) {
    return find(id).orElseThrow(() -> new NotFound(words.say("contact.import.unknown", "" + id)));
  }

  /** The newest imports first. */
  public java.util.List<ImportStatus> latest() {
    return ledger.latest(50);
  }

  private String checked(List list) {
    var region =
        list.region() == null || list.region().isBlank()
            ? defaultRegion
            : list.region().strip().toUpperCase(Locale.ROOT);
    if (!Addresses.isRegion(region)) {
      throw new IllegalArgumentException(words.say("contact.import.bad.region", list.region()));
    }
    if (!list.consent().isEmpty() && Names.clean(list.consentSource(), 200).isEmpty()) {
      throw new IllegalArgumentException(words.say("contact.import.bad.source"));
    }
    return region;
  }

  /** What ran when the house went down will not go on by itself. */
  @EventListener(ApplicationStartedEvent.class)
  void interruptWhatRan() {
    ledger.unfinished().forEach(ends::interrupted);
  }

  /** Waits for the chunks in hand; an interrupt could break a file database. */
  @PreDestroy
  void stop() throws InterruptedException {
    runner.stop();
    workers.shutdown();
    workers.awaitTermination(20, TimeUnit.SECONDS);
  }
}
