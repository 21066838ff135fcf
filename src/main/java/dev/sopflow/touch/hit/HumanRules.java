package dev.sopflow.touch.hit;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The signs of programs. None of them asks for scripts: who reads with them switched off is a
 * person all the same.
 */
@Component
class HumanRules {

  /** What Apple's mail privacy calls itself when it fetches everything ahead, and nobody else. */
  private static final String APPLE_AHEAD = "Mozilla/5.0";

  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final Duration IN_A_ROW = Duration.ofSeconds(10);
  private static final int MANY = 3;
  private static final double NEARLY_ALL = 0.75;

  private final HitSettings settings;
  private final Programs programs;

  HumanRules(HitSettings settings, Programs programs) {
    this.settings = settings;
    this.programs = programs;
  }

  List<HumanRule> all() {
    return List.of(
        new HumanRule("head", 100, (hit, story, crowd) -> asksForHead(hit, story)),
        new HumanRule("robot", 100, (hit, story, crowd) -> programs.isRobot(hit.by().agent())),
        new HumanRule("prefetch", 100, (hit, story, crowd) -> hit.by().prefetch()),
        new HumanRule(
            "apple-ahead", 100, (hit, story, crowd) -> APPLE_AHEAD.equals(hit.by().agent())),
        new HumanRule("all-links", 100, (hit, story, crowd) -> followsAll(hit, story)),
        new HumanRule("quick-links", 40, (hit, story, crowd) -> followsQuickly(hit, story)),
        new HumanRule("crowd", 80, this::isCrowded),
        new HumanRule("too-soon", 60, (hit, story, crowd) -> isTooSoon(hit, story)),
        new HumanRule("seen-scanning", 60, (hit, story, crowd) -> isSeenScanning(hit, story)),
        new HumanRule("nameless", 30, (hit, story, crowd) -> hit.by().agent().isEmpty()));
  }

  Score score(Hit hit, Story story, int crowd) {
    return Score.of(all().stream().filter(rule -> rule.sign().shows(hit, story, crowd)).toList());
  }

  /** Scanners ask for the head first and then for the whole. */
  private static boolean asksForHead(Hit hit, Story story) {
    return story
        .around(hit, IN_A_ROW)
        .anyMatch(other -> other.isHead() && other.by().isSame(hit.by()));
  }

  private static boolean followsAll(Hit hit, Story story) {
    return hit.linkId() != null && isInARow(hit, story);
  }

  /** Nearly all of its links; a few of many are a person's who opens what looks worth reading. */
  private static boolean isInARow(Hit hit, Story story) {
    var followed = story.linksAround(hit, IN_A_ROW);
    return followed >= MANY && followed >= NEARLY_ALL * story.links();
  }

  private static boolean followsQuickly(Hit hit, Story story) {
    return hit.linkId() != null
        && (story.linksAround(hit, AT_ONCE) > 1 || story.linksAround(hit, IN_A_ROW) >= MANY);
  }

  /** The same program of the same network has surely scanned this message. */
  private static boolean isSeenScanning(Hit hit, Story story) {
    return story.hits().stream()
        .filter(other -> other.by().isSame(hit.by()))
        .anyMatch(other -> other.isHead() || isInARow(other, story));
  }

  private boolean isTooSoon(Hit hit, Story story) {
    var least = hit.kind() == Hit.Kind.OPEN ? settings.openAfter() : settings.clickAfter();
    return story.sentAt() != null && hit.at().isBefore(story.sentAt().plus(least));
  }

  private boolean isCrowded(Hit hit, Story story, int crowd) {
    return crowd >= settings.crowd() && !programs.isProxy(hit.by().agent());
  }
}
