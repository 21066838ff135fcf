package dev.sopflow.journal.web;

import dev.sopflow.journal.JournalEntries;
import dev.sopflow.journal.OpsJournal;
import dev.sopflow.web.Times;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ops journal, one day at a time, with what is due ahead. */
@Controller
class JournalPage {

  private static final int MOST = 500;
  private static final int MOST_AHEAD = 50;
  private static final int MOST_RUNS = 100;

  private final JournalEntries entries;
  private final OpsJournal journal;
  private final Times times;
  private final Clock clock;

  JournalPage(JournalEntries entries, OpsJournal journal, Times times, Clock clock) {
    this.entries = entries;
    this.journal = journal;
    this.times = times;
    this.clock = clock;
  }

  @GetMapping("/journal")
  String day(
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
      @RequestParam(required = false) Long run,
      Model page) {
    var today = times.dayOf(clock.instant());
    var shown = day == null ? today : day;
    page.addAttribute("day", shown);
    page.addAttribute("today", today);
    page.addAttribute("run", run);
    page.addAttribute("runs", entries.runs(MOST_RUNS));
    page.addAttribute("entries", written(shown, run));
    page.addAttribute("ahead", entries.dueFrom(today, run, MOST_AHEAD));
    return "journal/day";
  }

  @PostMapping("/journal")
  String note(
      @RequestParam String text,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          LocalDate dueOn,
      Principal user) {
    journal.note(null, user.getName(), text, dueOn);
    return "redirect:/journal";
  }

  private Iterable<JournalEntries.Entry> written(LocalDate day, Long run) {
    return entries.between(times.startOf(day), times.startOf(day.plusDays(1)), run, MOST);
  }
}
