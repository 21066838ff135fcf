package dev.sopflow.run.web;

import dev.sopflow.journal.JournalEntries;
import dev.sopflow.journal.Notices;
import dev.sopflow.run.Run;
import dev.sopflow.run.RunEngine;
import dev.sopflow.run.Runs;
import dev.sopflow.run.VisitList;
import dev.sopflow.web.Page;
import dev.sopflow.web.Times;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What each colleague has to do today. */
@Controller
class TodayPage {

  private static final int MOST = 100;
  private static final int MOST_NOTICES = 10;
  private static final int OVERDUE_PAGE = 20;

  /** A visit can be made before it is due. */
  private static final Duration AHEAD = Duration.ofDays(7);

  private static final Set<String> RUNS_SOPS = Set.of("ROLE_ops", "ROLE_admin");

  private final Runs runs;
  private final VisitList visits;
  private final Notices notices;
  private final JournalEntries journal;
  private final RunEngine engine;
  private final Times times;
  private final Clock clock;

  TodayPage(
      Runs runs,
      VisitList visits,
      Notices notices,
      JournalEntries journal,
      RunEngine engine,
      Times times,
      Clock clock) {
    this.runs = runs;
    this.visits = visits;
    this.notices = notices;
    this.journal = journal;
    this.engine = engine;
    this.times = times;
    this.clock = clock;
  }

  @GetMapping("/")
  String today(
      @RequestParam(defaultValue = "0") int overduePage,
      @RequestParam(required = false) Long run,
      Authentication user,
      Model page) {
    var roles = user.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
    var today = times.dayOf(clock.instant());
    page.addAttribute("today", today);
    page.addAttribute(
        "notices", notices.unread(Notices.recipientsFor(user.getName(), roles), MOST_NOTICES));
    var forOps = roles.stream().anyMatch(RUNS_SOPS::contains);
    if (forOps) {
      forOps(page, new Page.Asked(overduePage, OVERDUE_PAGE));
    } else {
      forRep(user.getName(), run, page);
    }
    return forOps ? "run/today-ops" : "run/today-rep";
  }

  private void forRep(String rep, Long run, Model page) {
    var until = clock.instant().plus(AHEAD);
    var waiting = visits.of(rep, run, until, MOST);
    page.addAttribute("run", run);
    page.addAttribute("runs", visits.runsOf(rep, until));
    page.addAttribute("visits", waiting);
    page.addAttribute("tasks", tasksOf(waiting));
  }

  private void forOps(Model page, Page.Asked asked) {
    var overdue = visits.overdue(asked.offset(), asked.size());
    var open = runs.open();
    page.addAttribute("runs", open);
    page.addAttribute("names", open.stream().collect(Collectors.toMap(Run::id, Run::name)));
    page.addAttribute("waiting", engine.waiting());
    page.addAttribute("now", clock.instant());
    page.addAttribute("overdue", asked.of(overdue, visits.countOverdue()));
    page.addAttribute("ahead", journal.dueFrom(times.dayOf(clock.instant()), null, MOST));
  }

  private Map<String, RunEngine.VisitTask> tasksOf(Collection<VisitList.WaitingVisit> waiting) {
    List<String> processes =
        waiting.stream().map(VisitList.WaitingVisit::process).filter(Objects::nonNull).toList();
    return processes.isEmpty() ? Map.of() : engine.tasksOfVisits(processes);
  }
}
