package dev.sopflow.insight.web;

import dev.sopflow.insight.RunBackups;
import dev.sopflow.run.Runs;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A run's whole list as a file, for people and for other systems. */
@Controller
class BackupDownloads {

  private static final String SHEET =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Runs runs;
  private final RunBackups backups;

  BackupDownloads(Runs runs, RunBackups backups) {
    this.runs = runs;
    this.backups = backups;
  }

  @GetMapping({"/runs/{id}/backup.csv", "/api/runs/{id}/backup.csv"})
  void csv(@PathVariable long id, Principal user, HttpServletResponse answer) throws IOException {
    head(id, "text/csv;charset=UTF-8", "csv", answer);
    backups.csv(id, user.getName(), answer.getOutputStream());
  }

  @GetMapping({"/runs/{id}/backup.xlsx", "/api/runs/{id}/backup.xlsx"})
  void xlsx(@PathVariable long id, Principal user, HttpServletResponse answer) throws IOException {
    head(id, SHEET, "xlsx", answer);
    backups.xlsx(id, user.getName(), answer.getOutputStream());
  }

  private void head(long id, String type, String ending, HttpServletResponse answer) {
    var name = "%s-backup.%s".formatted(runs.get(id).code(), ending);
    answer.setContentType(type);
    answer.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
