package dev.sopflow.insight;

import java.util.List;

/**
 * Where the participants of a run stand. Everyone stands in exactly one place: at the last stage
 * that they passed in order, and there still or gone.
 *
 * @param all everyone
 * @param bySource by the mark {@code source}, the largest first
 * @param byChannel by the mark {@code sourceChannel}, the largest first
 */
public record Funnel(Part all, List<Part> bySource, List<Part> byChannel) {

  /**
   * Some of the participants.
   *
   * @param value the mark's; null: the mark is not known
   * @param rest whether these are the values that are too many to show, put together
   * @param levels first everyone, then stage by stage
   */
  public record Part(String value, boolean rest, List<Level> levels) {

    public int participants() {
      return levels.get(0).passed();
    }
  }

  /**
   * A stage.
   *
   * @param passed who passed it and all before it
   * @param inAll who fulfils it, whatever they passed before
   * @param standing who passed it and not the next, and is still there
   * @param refused who passed it and not the next, and refused
   * @param invalid who passed it and not the next, and was the wrong person
   */
  public record Level(int passed, int inAll, int standing, int refused, int invalid) {}
}
