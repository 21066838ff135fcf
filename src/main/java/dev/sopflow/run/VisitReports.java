package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Contacts;
import dev.sopflow.touch.Answers;
import dev.sopflow.touch.Touches;
import dev.sopflow.web.Sentences;
import java.time.Clock;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Enters what came of visits. */
@Component
class VisitReports {

  private static final int LONGEST_NOTE = 4000;

  private final JdbcClient db;
  private final Clock clock;
  private final Participants participants;
  private final Touches touches;
  private final Answers answers;
  private final Contacts contacts;
  private final Consents consents;
  private final Conversions conversions;
  private final FinishedVisits finished;
  private final Sentences sentences;

  VisitReports(
      JdbcClient db,
      Clock clock,
      Participants participants,
      Touches touches,
      Answers answers,
      Contacts contacts,
      Consents consents,
      Conversions conversions,
      FinishedVisits finished,
      Sentences sentences) {
    this.sentences = sentences;
    this.db = db;
    this.clock = clock;
    this.participants = participants;
    this.touches = touches;
    this.answers = answers;
    this.contacts = contacts;
    this.consents = consents;
    this.conversions = conversions;
    this.finished = finished;
  }

  int enter(long visitId, Visits.Report report, String by) {
    check(report);
    var visit = lockToReport(visitId);
    contacts.correct(visit.contactId(), report.learned(), by);
    write(visit, report);
    if (report.outcome() != Visits.Outcome.NO_ANSWER) {
      conclude(visit, report, by);
    }
    return visit.attempts() + 1;
  }

  /** The open visit, kept from others to the end of the transaction; its contact before it. */
  Visit lockToReport(long visitId) {
    lockContact(visitId);
    return lockOpen(visitId);
  }

  void giveUp(long visitId) {
    lockContact(visitId);
    var visit = lock(visitId);
    if (visit.state() == Visit.State.OPEN) {
      db.sql(
              """
              update visit set state = 'DONE', outcome = 'NO_ANSWER', closed_at = :now
              where id = :id
              """)
          .param("now", db(clock.instant()))
          .param("id", visitId)
          .update();
      participants.comeBack(ContactSet.of(visit.contactId()));
      finished.tell(visit, Visits.Outcome.NO_ANSWER, null);
    }
  }

  private void check(Visits.Report report) {
    if (report.outcome() == null || Talks.CONNECTING.contains(report.outcome())) {
      throw sentences.because("run.visit.problem.outcome");
    }
    if (report.answer() != null) {
      checkAnswered(report.outcome());
    } else if (report.channel() == null && report.outcome() != Visits.Outcome.NO_ANSWER) {
      throw sentences.because("run.visit.problem.channel");
    }
    checkNote(report.note());
    if (report.topics().stream().anyMatch(topic -> !topic.matches("\\w[\\w-]{0,39}"))) {
      throw sentences.because("run.visit.problem.topic");
    }
  }

  private void checkAnswered(Visits.Outcome outcome) {
    if (outcome == Visits.Outcome.NO_ANSWER) {
      throw sentences.because("run.visit.problem.answered");
    }
    if (outcome == Visits.Outcome.REFUSED) {
      throw sentences.because("run.visit.problem.refused");
    }
  }

  void checkNote(String note) {
    if (note != null && note.length() > LONGEST_NOTE) {
      throw sentences.because("run.visit.problem.note", note.length(), LONGEST_NOTE);
    }
  }

  /** Before the visit, as a refusal does: so neither waits for the other in a circle. */
  private void lockContact(long visitId) {
    db.sql(
            """
            select id from contact where id = (select contact_id from visit where id = :visit)
            for update
            """)
        .param("visit", visitId)
        .query(Long.class)
        .list();
  }

  private Visit lock(long visitId) {
    return db.sql("select * from visit where id = :id for update")
        .param("id", visitId)
        .query(Visit::read)
        .optional()
        .orElseThrow(() -> sentences.because("run.visit.problem.unknown", "" + visitId));
  }

  private Visit lockOpen(long visitId) {
    var visit = lock(visitId);
    if (visit.state() != Visit.State.OPEN) {
      throw sentences.because("run.visit.problem." + visit.state());
    }
    return visit;
  }

  private void write(Visit visit, Visits.Report report) {
    var done = report.outcome() != Visits.Outcome.NO_ANSWER;
    db.sql(
            """
            update visit set attempts = attempts + 1, outcome = :outcome,
              note = coalesce(:note, note), state = :state, closed_at = :closedAt
            where id = :id
            """)
        .param("outcome", report.outcome().name())
        .param("note", blankless(report.note()))
        .param("state", done ? "DONE" : "OPEN")
        .param("closedAt", done ? db(clock.instant()) : null)
        .param("id", visit.id())
        .update();
    report.topics().forEach(topic -> keep(visit.id(), topic));
  }

  private void keep(long visitId, String topic) {
    db.sql(
            """
            insert into visit_topic (visit_id, topic)
            select :visit, cast(:topic as varchar(40)) from visit v where v.id = :visit
              and not exists (select 1 from visit_topic t
                where t.visit_id = :visit and t.topic = :topic)
            """)
        .param("visit", visitId)
        .param("topic", topic)
        .update();
  }

  private void conclude(Visit visit, Visits.Report report, String by) {
    if (report.answer() == null) {
      talked(visit, report.channel());
    } else {
      write(visit, report.answer(), by);
    }
    var who = ContactSet.of(visit.contactId());
    participants.mark(
        visit.runId(), who, "visit", report.outcome().name().toLowerCase(Locale.ROOT));
    move(visit, who, report.outcome(), by);
    finished.tell(visit, report.outcome(), by);
  }

  private void talked(Visit visit, Channel channel) {
    touches.recordVisit(
        visit.runId(),
        visit.step(),
        visit.occurrence(),
        visit.contactId(),
        channel,
        clock.instant());
  }

  /** Stands in the ledger where the conversation would, so that it counts once. */
  private void write(Visit visit, String answer, String by) {
    if (!Replies.STEP.equals(visit.step())) {
      throw sentences.because("run.visit.problem.noLetter");
    }
    answers.plan(
        new Answers.Answer(
            visit.runId(), visit.step(), visit.occurrence(), visit.contactId(), by, answer));
  }

  private void move(Visit visit, ContactSet who, Visits.Outcome outcome, String by) {
    switch (outcome) {
      case REFUSED -> refuse(visit, who, by);
      case WRONG_PERSON -> participants.leave(visit.runId(), who, ParticipantState.INVALID);
      case CONVERTED -> conversions.convert(visit.runId(), visit.contactId());
      default -> {
        // stays in this run
      }
    }
    participants.comeBack(who);
  }

  /** Out of this run even if it has ended; the refusal ends all others. */
  private void refuse(Visit visit, ContactSet who, String by) {
    participants.leave(visit.runId(), who, ParticipantState.OPTED_OUT);
    consents.refuse(visit.contactId(), null, "visit", by);
  }

  private static String blankless(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
