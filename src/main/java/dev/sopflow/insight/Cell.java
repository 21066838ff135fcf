package dev.sopflow.insight;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** All that measures tell apart of a touch. */
record Cell(
    long runId,
    String step,
    int occurrence,
    long contentVersionId,
    String channel,
    String purpose,
    String readerStage,
    String readerLevel,
    int readerHour,
    LocalDate sentOn) {

  static final List<String> COLUMNS =
      List.of(
          "run_id",
          "step",
          "occurrence",
          "content_version_id",
          "channel",
          "purpose",
          "reader_stage",
          "reader_level",
          "reader_hour",
          "sent_on");

  static Cell read(ResultSet row) throws SQLException {
    return new Cell(
        row.getLong("run_id"),
        row.getString("step"),
        row.getInt("occurrence"),
        row.getLong("content_version_id"),
        row.getString("channel"),
        row.getString("purpose"),
        row.getString("reader_stage"),
        row.getString("reader_level"),
        row.getInt("reader_hour"),
        DbTime.instant(row, "done_at").atOffset(ZoneOffset.UTC).toLocalDate());
  }

  /** In the order of the columns. */
  List<Object> values() {
    return List.of(
        runId,
        step,
        occurrence,
        contentVersionId,
        channel,
        purpose,
        readerStage,
        readerLevel,
        readerHour,
        sentOn);
  }
}
