package dev.sopflow.plan.web;

import dev.sopflow.plan.DateMoves;
import dev.sopflow.plan.RunDate;
import dev.sopflow.plan.RunDates;
import dev.sopflow.run.Runs;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A run's dates for other systems. */
@RestController
@RequestMapping("/api/runs/{id}/dates")
class DatesApi {

  private final RunDates dates;
  private final DateMoves moves;
  private final Runs runs;

  DatesApi(RunDates dates, DateMoves moves, Runs runs) {
    this.dates = dates;
    this.moves = moves;
    this.runs = runs;
  }

  /**
   * @param local as the clocks of {@code zone} say it
   * @param anchor whether all others are counted from it
   * @param counted when the plan's table would have it
   */
  record DateView(
      String name,
      String label,
      Instant at,
      LocalDateTime local,
      String zone,
      RunDate.State state,
      boolean byHand,
      boolean anchor,
      Instant counted) {

    static DateView of(RunDate date) {
      return new DateView(
          date.name(),
          date.label(),
          date.at(),
          date.local(),
          date.zone().getId(),
          date.state(),
          date.byHand(),
          date.isAnchor(),
          date.countedAt());
    }
  }

  /** When it is to be, such as {@code 2026-03-20T14:00}; in the date's zone unless it says. */
  record Move(String at) {}

  @GetMapping
  List<DateView> all(@PathVariable long id) {
    runs.get(id);
    return dates.of(id).stream().map(DateView::of).toList();
  }

  /** Moves one date; with the anchor, all that have not passed move along. Answers all dates. */
  @PutMapping("/{name}")
  List<DateView> move(
      @PathVariable long id, @PathVariable String name, @RequestBody Move move, Principal user) {
    moves.move(id, name, move.at() == null ? "" : move.at(), user.getName());
    return all(id);
  }
}
