package dev.sopflow.content;

import dev.sopflow.contact.Channel;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a piece is for, and until when (playbook 1).
 *
 * @param topic free word, or null
 * @param audience for whom it was written, in words; or null for everyone
 * @param language BCP 47
 * @param sortOrder lower goes out earlier among the unseen pieces of a stage
 * @param validUntil the last day on which it may go out, or null for no end
 * @param reviewBy the day by which someone should look at it again, or null
 */
public record Marks(
    Stage stage,
    String topic,
    String audience,
    Channel channel,
    String language,
    int sortOrder,
    LocalDate validUntil,
    LocalDate reviewBy) {

  /** The first of its days that somebody has to look at it, or null. */
  LocalDate firstDay() {
    return Stream.of(validUntil, reviewBy)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
