package dev.sopflow.touch.hit;

import dev.sopflow.contact.Contacts;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private final Feedback feedback;
  private final Contacts contacts;
  private final HitSettings settings;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Judging(
      HitBook book,
      HumanRules rules,
      Feedback feedback,
      Contacts contacts,
      HitSettings settings,
      JdbcClient db,
      TransactionTemplate transaction,
      Clock clock) {
    this.book = book;
    this.rules = rules;
    this.feedback = feedback;
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
    var page = book.unjudged(0, settled);
    while (!page.isEmpty() && System.nanoTime() - begun < most.toNanos()) {
      var crowds = new Crowds(db);
      book.stories(page).forEach(story -> judgeByItself(story, crowds, settled));
      page = book.unjudged(page.get(page.size() - 1), settled);
    }
  }

  /** A message that can't be judged holds up no other; it is tried again next time. */
  private void judgeByItself(Story story, Crowds crowds, Instant settled) {
    try {
      transaction.executeWithoutResult(status -> judge(story, crowds, settled));
    } catch (ConcurrencyFailureException e) {
      LOG.warn("Touch {} is busy; its clicks and openings are judged next time", story.touchId());
    } catch (RuntimeException e) {
      LOG.error("The clicks and openings of touch {} could not be judged", story.touchId(), e);
    }
  }

  private void judge(Story story, Crowds crowds, Instant settled) {
    contacts.lock(story.contactId());
    for (var hit : story.hits()) {
      if (!hit.judged() && !hit.at().isAfter(settled)) {
        var score = rules.score(hit, story, crowds.of(hit));
        if (book.judge(hit, score, clock.instant()) && score.isPerson()) {
          tell(hit, story);
        }
      }
    }
  }

  private void tell(Hit hit, Story story) {
    if (!book.isOpened(story.touchId())) {
      feedback.take(signal(Signal.Kind.OPENED, hit, story, "open:" + hit.id(), null));
    }
    if (hit.kind() == Hit.Kind.CLICK) {
      feedback.take(signal(Signal.Kind.CLICKED, hit, story, "" + hit.id(), hit.url()));
    }
  }

  private static Signal signal(
      Signal.Kind kind, Hit hit, Story story, String sourceId, String detail) {
    return Signal.of(
        kind, story.channel(), story.touchId(), null, hit.at(), SOURCE, sourceId, detail);
  }
}
