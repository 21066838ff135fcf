package dev.sopflow.run;

import static dev.sopflow.time.DbTime.db;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.run.Visits.Outcome;
import dev.sopflow.touch.Touches;
import dev.sopflow.web.Sentences;
import java.time.Clock;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Visits in which a rep asks somebody to connect in a chat. */
@Service
public class Connections {

  private final Sentences sentences;
  private final JdbcClient db;
  private final Clock clock;
  private final VisitReports reports;
  private final Participants participants;
  private final Contacts contacts;
  private final Touches touches;
  private final FinishedVisits finished;

  Connections(
      JdbcClient db,
      Clock clock,
      VisitReports reports,
      Participants participants,
      Contacts contacts,
      Touches touches,
      FinishedVisits finished,
      Sentences sentences) {
    this.sentences = sentences;
    this.db = db;
    this.clock = clock;
    this.reports = reports;
    this.participants = participants;
    this.contacts = contacts;
    this.touches = touches;
    this.finished = finished;
  }

  /**
   * What a rep says of it.
   *
   * @param outcome ADDED, NOT_ACCEPTED or NOT_FOUND
   * @param chatId the contact's own id in the chat, or null if it is not known
   * @param note or null
   */
  public record Report(Outcome outcome, String chatId, String note) {}

  /**
   * Enters it and closes the visit, in the caller's transaction: the participant gets the mark
   * {@code connection}, and who was added can be written to there.
   *
   * @return the participant
   * @throws IllegalArgumentException in plain words, if the report can't be taken
   */
  @Transactional
  public ContactSet report(long visitId, Report report, String by) {
    if (!Talks.CONNECTING.contains(report.outcome())) {
      throw sentences.because("run.visit.problem.connection");
    }
    reports.checkNote(report.note());
    var visit = reports.lockToReport(visitId);
    close(visit, report);
    var who = ContactSet.of(visit.contactId());
    if (report.outcome() == Outcome.ADDED) {
      added(visit, report.chatId(), by);
    }
    participants.mark(
        visit.runId(), who, "connection", report.outcome().name().toLowerCase(Locale.ROOT));
    participants.comeBack(who);
    finished.tell(visit, report.outcome(), by);
    return who;
  }

  private void added(Visit visit, String chatId, String by) {
    if (chatId != null && !chatId.isBlank()) {
      contacts.know(visit.contactId(), new Identity(IdentityKind.WECOM, chatId.strip()), by);
    }
    touches.recordVisit(
        visit.runId(),
        visit.step(),
        visit.occurrence(),
        visit.contactId(),
        Channel.CHAT,
        clock.instant());
  }

  private void close(Visit visit, Report report) {
    db.sql(
            """
            update visit set attempts = attempts + 1, outcome = :outcome, state = 'DONE',
              note = :note, closed_at = :now
            where id = :id
            """)
        .param("outcome", report.outcome().name())
        .param("note", report.note() == null || report.note().isBlank() ? null : report.note())
        .param("now", db(clock.instant()))
        .param("id", visit.id())
        .update();
  }
}
