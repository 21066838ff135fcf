package dev.sopflow.web;

import java.util.List;

/**
 * One page of a longer list, as every REST end answers it.
 *
 * @param page counted from 0
 * @param size how many items a full page has
 * @param total how many items there are on all pages together
 */
public record Page<T>(List<T> items, int page, int size, long total) {

  /** What a page holds unless asked otherwise. */
  public static final int DEFAULT_SIZE = 50;

  /** The most that a page holds. */
  public static final int MAX_SIZE = 200;

  /** Which page is asked for; anything out of bounds is drawn to the nearest bound. */
  public record Asked(int page, int size) {

    public Asked {
      page = Math.max(0, page);
      size = Math.min(MAX_SIZE, Math.max(1, size));
    }

    /** How many items come before this page. */
    public long offset() {
      return (long) page * size;
    }

    /** This page with its items. */
    public <T> Page<T> of(List<T> items, long total) {
      return new Page<>(items, page, size, total);
    }
  }

  public boolean hasPrevious() {
    return page > 0;
  }

  public boolean hasNext() {
    return (long) (page + 1) * size < total;
  }

  /** How many pages there are, at least 1. */
  public long pages() {
    return Math.max(1, (total + size - 1) / size);
  }
}
