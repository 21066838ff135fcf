package dev.sopflow.sop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.IdentityKind;
import dev.sopflow.contact.Profile;
import dev.sopflow.journal.JournalEntries;
import dev.sopflow.run.GateDecisions;
import dev.sopflow.touch.Feedback;
import dev.sopflow.touch.Signal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A year of nurture with customers who do what their kind does: it ends differently for each. */
abstract class CustomerStories extends SopStories {

  /** How likely it is that somebody does this to a message. */
  private record Kind(double opens, double clicks, double replies, double refuses, double buys) {}

  private static final Kind KEEN = new Kind(0.5, 0.3, 0.12, 0.002, 0.05);
  private static final Kind COLD = new Kind(0.08, 0.01, 0.003, 0.005, 0);

  @Autowired Feedback feedback;
  @Autowired GateDecisions gates;
  @Autowired JournalEntries journal;

  private final Random random = new Random(20260302);
  private int told;

  @Test
  void manyKeenCustomersAreNurturedToTheEndOfTheYear() {
    var run = cohort(80);
    live(KEEN, 7, 367);
    assertThat(runState(run)).isEqualTo("ENDED");
    assertThat(gates.of(run)).hasSize(5).allMatch(gate -> gate.verdict().equals("GOOD"));
    assertThat(open("Decide how to go on")).isEmpty();
    assertThat(gates.of(run).get(4).figures())
        .containsKeys("responseRateLow", "responseRateHigh", "clickRate");
    assertThat(journal.ofRun(run, 1).get(0).text()).contains("came to its end");
  }

  @Test
  void manyColdCustomersGetOtherContentAndAreThenLeftAlone() {
    var run = cohort(420);
    live(COLD, 7, 12);
    assertThat(verdict()).isEqualTo("POOR");
    decide("REPEAT");
    live(COLD, 13, 18);
    assertThat(verdict()).isEqualTo("POOR");
    decide("STOP");
    assertThat(runState(run)).isEqualTo("ENDED");
    assertThat(journal.ofRun(run, 1).get(0).text()).contains("was stopped");
    var mails = count("select count(*) from touch where channel = 'EMAIL'");
    live(COLD, 19, 60);
    assertThat(count("select count(*) from touch where channel = 'EMAIL'")).isEqualTo(mails);
  }

  @Test
  void howFewKeenCustomersGoOnIsForOpsToSay() {
    var run = cohort(20);
    live(KEEN, 7, 12);
    assertThat(verdict()).isEqualTo("TOO_FEW");
    assertThat(words("responseWords")).matches("\\d+ of 20: [\\d.]+%, surely between .+% and .+%");
    decide("GO_ON");
    live(KEEN, 13, 31);
    assertThat(verdict()).isEqualTo("TOO_FEW");
    decide("STOP");
    assertThat(runState(run)).isEqualTo("ENDED");
    assertThat(gates.of(run))
        .extracting(GateDecisions.GateDecision::verdict)
        .containsExactly("STOP", "GO_ON");
  }

  private long cohort(int people) {
    for (var n = 0; n < people; n++) {
      contacts.add(
          Profile.named("Customer " + n)
              .workingAs("Analyst", "Company " + n % 7)
              .livingIn("Europe/Berlin", "DE", "en")
              .with(IdentityKind.EMAIL, "customer" + n + "@people.example"),
          "test");
    }
    var run = start("nurture-cadence", Map.of("visitDays", 1, "visitsAtMost", 1));
    visitEverybody("LATER");
    return run;
  }

  private void live(Kind kind, int from, int to) {
    for (var day = from; day <= to; day += day < 31 ? 1 : 3) {
      goToDay(day);
      sent().forEach(touch -> react(kind, touch));
      time.runDue();
      open("Answer reply").forEach(task -> visit(task, outcome(kind)));
      time.runDue();
    }
  }

  private String outcome(Kind kind) {
    return chance(kind.buys()) ? "CONVERTED" : "LATER";
  }

  private List<Long> sent() {
    var sent =
        db.sql(
                """
                select t.id from touch t where t.channel = 'EMAIL' and t.state = 'SENT'
                  and t.purpose = 'MARKETING'
                  and not exists (select 1 from touch_signal s where s.touch_id = t.id
                    and s.source = 'customer')
                order by t.id
                """)
            .query(Long.class)
            .list();
    return sent;
  }

  private void react(Kind kind, long touch) {
    tell(Signal.Kind.DELIVERED, touch);
    if (chance(kind.opens())) {
      tell(Signal.Kind.OPENED, touch);
    }
    if (chance(kind.clicks())) {
      tell(Signal.Kind.CLICKED, touch);
    }
    if (chance(kind.refuses())) {
      tell(Signal.Kind.REFUSED, touch);
    } else if (chance(kind.replies())) {
      tell(Signal.Kind.REPLIED, touch);
    }
  }

  private void tell(Signal.Kind kind, long touch) {
    feedback.take(
        Signal.of(kind, Channel.EMAIL, touch, null, null, "customer", "c" + told++, null));
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private String verdict() {
    return words("verdict");
  }

  private String words(String variable) {
    return (String) tasks.getVariable(onlyTask("Decide how to go on").getId(), variable);
  }
}
