package dev.sopflow.touch.hit;

import dev.sopflow.contact.Contacts;
import dev.sopflow.touch.ReaderSignals;
import dev.sopflow.touch.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges a few seconds later who came, each hit once on whatever node, and tells of people only: of
 * every click of theirs, and once that a message was opened, as a click shows too.
 */
@Service
public class Judging {

  private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

  private static final String SOURCE = "link";

  private static final Duration TURN = Duration.ofSeconds(3);

  private final HitBook book;
  private final HumanRules rules;
  private final ReaderSignals readers;
  private final Contacts contacts;
  private final HitSettings settings;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Judging(
      HitBook book,
      HumanRules rules,
      ReaderSignals readers,
      Contacts contacts,
      HitSettings settings,
      JdbcClient db,
      TransactionTemplate transaction,
      Clock clock) {
    this.book = book;
    this.rules = rules;
    this.readers = readers;
    this.contacts = contacts;
    this.settings = settings;
    this.db = db;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Judges all hits that are old enough; safe on every node at once. */
  public void judgeSettled() {
    judge(Duration.ofDays(1));
  }

  /** What a mass send brings at once takes several turns, so that nothing else waits for it. */
  @Scheduled(cron = "${sopflow.touch.hits.judged:*/5 * * * * *}")
  void takeTurn() {
    judge(TURN);
  }

  private void judge(Duration most) {
    var begun = System.nanoTime();
    var settled = clock.instant().minus(settings.settle());
    var crowds = new Crowds(db);
    var page = book.unjudged(0, settled);
    while (!page.isEmpty() && System.nanoTime() - begun < most.toNanos()) {
      judgeTogether(page, crowds, settled);
      page = book.unjudged(page.get(page.size() - 1), settled);
    }
  }

  /** A message that can't be judged holds up no other; it is tried again next time. */
  private void judgeTogether(List<Long> touches, Crowds crowds, Instant settled) {
    try {
      transaction.executeWithoutResult(status -> judge(touches, crowds, settled));
    } catch (RuntimeException e) {
      if (touches.size() > 1) {
        touches.forEach(touch -> judgeTogether(List.of(touch), crowds, settled));
      } else if (e instanceof ConcurrencyFailureException) {
        LOG.warn("Touch {} is busy; its clicks and openings are judged next time", touches);
      } else {
        LOG.error("The clicks and openings of touch {} could not be judged", touches, e);
      }
    }
  }

  private void judge(List<Long> touches, Crowds crowds, Instant settled) {
    contacts.lock(book.contacts(touches));
    var stories = book.stories(touches);
    crowds.learn(stories.stream().flatMap(story -> story.hits().stream()).toList());
    var judged = stories.stream().flatMap(story -> scored(story, crowds, settled)).toList();
    if (!judged.isEmpty()) {
      book.judge(judged, clock.instant());
      readers.take(SOURCE, told(judged.stream().filter(each -> each.score().isPerson()).toList()));
    }
  }

  private Stream<Judged> scored(Story story, Crowds crowds, Instant settled) {
    return story.hits().stream()
        .filter(hit -> !hit.judged() && !hit.at().isAfter(settled))
        .map(hit -> new Judged(hit, story, rules.score(hit, story, crowds.of(hit))));
  }

  private List<Signal> told(List<Judged> people) {
    var opened = book.opened(people.stream().map(each -> each.story().touchId()).toList());
    var told = new ArrayList<Signal>();
    for (var each : people) {
      if (opened.add(each.story().touchId())) {
        told.add(signal(Signal.Kind.OPENED, each, "open:" + each.hit().id(), null));
      }
      if (each.hit().kind() == Hit.Kind.CLICK) {
        told.add(signal(Signal.Kind.CLICKED, each, "" + each.hit().id(), each.hit().url()));
      }
    }
    return told;
  }

  private static Signal signal(Signal.Kind kind, Judged by, String sourceId, String detail) {
    var story = by.story();
    return Signal.of(
        kind, story.channel(), story.touchId(), null, by.hit().at(), SOURCE, sourceId, detail);
  }
}
