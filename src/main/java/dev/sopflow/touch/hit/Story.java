package dev.sopflow.touch.hit;

import dev.sopflow.contact.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that happened to one message after it was sent.
 *
 * @param sentAt null if that is not known
 * @param links how many different ones it has; 0: one or two
 * @param hits by time
 */
record Story(
    long touchId, long contactId, Channel channel, Instant sentAt, int links, List<Hit> hits) {

  /** The hits around this one, itself among them. */
  Stream<Hit> around(Hit hit, Duration time) {
    return hits.stream()
        .filter(other -> Duration.between(hit.at(), other.at()).abs().compareTo(time) <= 0);
  }

  /** How many different links were followed around a hit. */
  long linksAround(Hit hit, Duration time) {
    return around(hit, time).map(Hit::linkId).filter(link -> link != null).distinct().count();
  }
}
