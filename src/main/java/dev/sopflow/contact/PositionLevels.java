package dev.sopflow.contact;

/** Port: the team's own table from job titles, in any language, to levels. */
public interface PositionLevels {

  /**
   * The level of a job title.
   *
   * @param title as the list gives it; null or unknown means {@link PositionLevel#STAFF}
   */
  PositionLevel of(String title);
}
