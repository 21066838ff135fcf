package dev.sopflow.content.web;

import dev.sopflow.content.Occasion;
import dev.sopflow.content.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a preview says of a run that there is not: the names of its facts, and next week. */
final class SampleOccasion {

  private static final Pattern NAMED =
      Pattern.compile("\\b(run|dates)\\.([\\p{L}_][\\p{L}\\p{N}_]*)");

  private SampleOccasion() {}

  static Occasion of(Words words, Instant now) {
    var sample = new Occasion(new HashMap<>(), new HashMap<>(), true);
    NAMED
        .matcher(textOf(words))
        .results()
        .forEach(
            found -> {
              if (found.group(1).equals("run")) {
                sample.facts().put(found.group(2), "[" + found.group() + "]");
              } else {
                sample.dates().put(found.group(2), now.plus(Duration.ofDays(7)));
              }
            });
    return sample;
  }

  private static String textOf(Words words) {
    return Stream.of(words.subject(), words.html(), words.text())
        .map(part -> part == null ? "" : part)
        .collect(Collectors.joining(" "));
  }
}
