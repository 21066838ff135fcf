package dev.sopflow.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Engagement;
import dev.sopflow.house.SopflowTest;
import dev.sopflow.run.RunFixtures;
import dev.sopflow.time.VirtualClock;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import dev.sopflow.touch.Signal.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Interest counts, and is forgotten by and by. */
@SopflowTest
@Tag("database")
class EngagementTest {

  @Autowired Engagement engagement;
  @Autowired Feedback feedback;
  @Autowired Audiences audiences;
  @Autowired RunFixtures given;
  @Autowired VirtualClock clock;
  private long ada;

  @BeforeEach
  void twoPeople() {
    ada = given.person("Ada Quill", "rep1");
    given.person("Ben Reed", "rep1");
  }

  @Test
  void pointsAddUpAndHalveWithinAMonth() {
    engagement.raise(ada, 10);
    clock.moveTo(clock.instant().plus(Duration.ofDays(30)));
    engagement.raise(ada, 3);
    assertThat(engagement.of(ada)).isCloseTo(8, within(0.001));
    clock.moveTo(clock.instant().plus(Duration.ofDays(60)));
    assertThat(engagement.of(ada)).isCloseTo(2, within(0.001));
    clock.moveTo(clock.instant().plus(Duration.ofDays(3650)));
    assertThat(engagement.of(ada)).isCloseTo(0, within(0.001));
    engagement.raise(ada, 5);
    assertThat(engagement.of(ada)).isCloseTo(5, within(0.001));
  }

  @Test
  void whoActsTogetherIsRaisedTogetherAndTheDayIsKept() {
    engagement.raise(Map.of(ada, 2.0));
    clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
    engagement.raise(Map.of(ada, 9.0));
    assertThat(engagement.levelOf(ada).points()).isEqualTo(10);
    assertThat(engagement.levelOf(ada).raisedAt()).isEqualTo(clock.instant());
  }

  @Test
  void anAudienceIsChosenByWhatInterestIsWorthToday() {
    feedback.take(
        new Signal(
            Kind.REPLIED,
            Channel.EMAIL,
            null,
            "p" + ada + "@people.example",
            null,
            "test",
            "1",
            null,
            "Hi",
            "Tell me more"));
    assertThat(matching("\"atLeast\": 10")).isOne();
    assertThat(matching("\"atMost\": 9")).isOne();
    clock.moveTo(clock.instant().plus(Duration.ofDays(31)));
    assertThat(matching("\"atLeast\": 5")).isZero();
    assertThat(matching("\"atLeast\": 4")).isOne();
    assertThat(matching("\"atMost\": 9")).isEqualTo(2);
  }

  private long matching(String test) {
    return audiences.count(audiences.matching("{\"field\": \"contact.engagement\", " + test + "}"));
  }
}
