package dev.sopflow.insight;

/** By what measures are told apart. Values are texts; empty where nobody knows, or it has none. */
public enum Dimension {
  /** The run's id. */
  RUN("s.run_id"),
  /** The model's activity id. */
  STEP("s.step"),
  /** How often the run had come to the step. */
  OCCURRENCE("s.occurrence"),
  /** The id of the version that went out; 0 for a conversation. */
  CONTENT_VERSION("s.content_version_id"),
  /** The stage of the content, such as EFFECT. */
  CONTENT_STAGE("coalesce(v.stage, '')"),
  /** A Channel. */
  CHANNEL("s.channel"),
  /** A Purpose; VISIT is a conversation. */
  PURPOSE("s.purpose"),
  /** The reader's lifecycle stage when it was sent, in the team's words and in lower case. */
  LIFECYCLE("s.reader_stage"),
  /** The reader's PositionLevel when it was sent. */
  POSITION("s.reader_level"),
  /** The hour of the reader's day when it was sent, 0 to 23; -1 for a conversation. */
  HOUR("s.reader_hour"),
  /** The day when it was sent, by UTC. */
  DAY("s.sent_on");

  private final String sql;

  Dimension(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}
