package dev.sopflow.contact;

import dev.sopflow.contact.ImportCounts.Outcome;
import dev.sopflow.contact.ImportLedger.Issue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some rows of a list gathered on the people they are about; nothing is stored here. */
final class Chunk {

  private final ImportJob job;
  private final Matching matching = new Matching();
  private final Set<Draft> people = new LinkedHashSet<>();
  private final Map<Draft, Set<Channel>> answered = new HashMap<>();
  private final List<Issue> issues = new ArrayList<>();
  private final List<Aside> asides = new ArrayList<>();
  private ImportCounts counts = ImportCounts.NONE;

  /** Who a row is about, and what it says beside. */
  record Aside(Draft person, Map<String, String> cells) {}

  Chunk(ImportJob job) {
    this.job = job;
  }

  /** Somebody known, and the channels about which they have said yes or no. */
  void know(Person person, Set<Channel> channels) {
    var draft = Draft.known(person);
    matching.remember(draft);
    answered.put(draft, channels);
  }

  void take(Reading reading) {
    if (reading.rejected()) {
      reject(reading, reading.problems());
      return;
    }
    var match = matching.match(reading.profile());
    var problems = new ArrayList<>(reading.problems());
    problems.addAll(match.problems());
    if (match.profile().isEmpty()) {
      reject(reading, problems);
      return;
    }
    count(taken(match.person(), match.profile().get(), reading.aside()));
    if (!problems.isEmpty()) {
      giveBack(reading, problems, false);
      counts = counts.plus(ImportCounts.WARNING);
    }
  }

  /** The people that the rows are about. */
  Set<Draft> people() {
    return people;
  }

  /** One for each row that was taken. */
  List<Aside> asides() {
    return asides;
  }

  List<Issue> issues() {
    return issues;
  }

  ImportCounts counts() {
    return counts;
  }

  private void reject(Reading reading, List<Problem> problems) {
    giveBack(reading, problems, true);
    count(Outcome.REJECTED);
  }

  private void giveBack(Reading reading, List<Problem> problems, boolean rejected) {
    var raw = RawRow.of(reading.row().cells());
    problems.forEach(
        problem -> issues.add(new Issue(0, reading.row().line(), rejected, problem, raw)));
  }

  private void count(Outcome outcome) {
    counts = counts.plus(ImportCounts.of(outcome));
  }

  private Outcome taken(Draft known, Profile profile, Map<String, String> aside) {
    var person = known == null ? Draft.fresh(profile) : known;
    var learned = person.learn(profile);
    var agreed = agree(person);
    people.add(person);
    asides.add(new Aside(person, aside));
    matching.remember(person);
    if (known == null) {
      return Outcome.CREATED;
    }
    return learned || agreed || isOurs(person) ? Outcome.MERGED : Outcome.UNCHANGED;
  }

  private boolean isOurs(Draft person) {
    return person.isFresh() || person.id() > job.knownBefore();
  }

  /** What was answered before stays: a list never lifts a refusal. */
  private boolean agree(Draft person) {
    var news = EnumSet.noneOf(Channel.class);
    news.addAll(job.consent());
    news.removeAll(answered.getOrDefault(person, Set.of()));
    return person.agreed().addAll(news);
  }
}
