package dev.sopflow.touch.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Ten thousand random stories of what Twilio may report, each beside a model of what is right. */
@SopflowTest
class StatusPropertyTest extends SmsStories {

  private static final int STORIES = 10_000;
  private static final long SEED = Long.getLong("sopflow.test.seed", 20_261_123L);

  /** What did not arrive, by Twilio's code, as our documents have it. */
  private static final Map<String, String> MEANINGS =
      Map.of(
          "30003", "DELAYED",
          "30999", "DELAYED",
          "30005", "BOUNCED",
          "30006", "BOUNCED",
          "30007", "FAILED",
          "none", "FAILED",
          "21610", "REFUSED");

  private static final List<String> CODES = MEANINGS.keySet().stream().sorted().toList();
  private static final List<String> WAYS =
      List.of("queued", "sending", "sent", "sent", "delivered", "read", "undelivered", "failed");
  private static final List<String> RANKS =
      List.of("SENT", "DELAYED", "DELIVERED", "FAILED", "BOUNCED");

  /** What should be known of one number and the messages to it. */
  private static final class Model {
    final Map<Long, String> states = new HashMap<>();
    final Map<Long, String> sids = new HashMap<>();
    final Map<Long, Integer> ranks = new HashMap<>();
    final Set<String> heard = new HashSet<>();
    int delays;
    boolean isSuppressed;
    boolean refuses;

    void hear(String name, Long touch, String kind) {
      if (!heard.add(name)) {
        return;
      }
      if (touch != null) {
        states.put(touch, "SENT");
        ranks.merge(touch, Math.max(0, RANKS.indexOf(kind)), Math::max);
      }
      delays += kind.equals("DELAYED") ? 1 : 0;
      isSuppressed |= kind.equals("BOUNCED") || delays >= 5;
      refuses |= kind.equals("REFUSED");
    }
  }

  @Autowired StatusReports reports;
  @Autowired TransactionTemplate transactions;

  @Test
  void whateverComesInWhateverOrderOurStateIsTheModels() {
    var random = new Random(SEED);
    var differences = 0;
    var told = 0;
    var givenUp = 0;
    var begun = System.nanoTime();
    for (var story = 0; story < STORIES; story++) {
      var number = "+1999%07d".formatted(story);
      var isOff = story % 10 == 0;
      var model = begin(story, number, isOff ? 3 : 1 + random.nextInt(3));
      for (var left = isOff ? 12 : 1 + random.nextInt(5); left > 0; left--) {
        tell(random, number, model, isOff);
        told++;
        differences += seen(model).equals(expected(model)) ? 0 : 1;
      }
      differences += isSuppressed(number) == model.isSuppressed ? 0 : 1;
      differences += refusesSms() == model.refuses ? 0 : 1;
      givenUp += model.delays >= 5 ? 1 : 0;
    }
    System.out.printf(
        "%d stories, %d reports, %d numbers given up, %d differences, seed %d, %.1f s%n",
        STORIES, told, givenUp, differences, SEED, (System.nanoTime() - begun) / 1e9);
    assertThat(differences).as("seed " + SEED).isZero();
    assertThat(givenUp).isPositive();
  }

  private Model begin(int story, String number, int messages) {
    var model = new Model();
    transactions.executeWithoutResult(
        all -> {
          ada = contact(number, "en");
          for (var nr = 0; nr < messages; nr++) {
            var state = (story + nr) % 2 == 0 ? "SENT" : "UNKNOWN";
            var sid = state.equals("SENT") ? "SM" + story + "-" + nr : null;
            var touch = touch(nr, state, number, sid);
            model.states.put(touch, state);
            model.sids.put(touch, sid == null ? "SMlost" + touch : sid);
          }
        });
    return model;
  }

  /**
   * @param isOff the phone is off: nothing arrives
   */
  private void tell(Random random, String number, Model model, boolean isOff) {
    var touches = model.states.keySet().stream().sorted().toList();
    var nr = random.nextInt(touches.size());
    var touch = touches.get(nr);
    var way = WAYS.get(isOff ? 6 + random.nextInt(2) : random.nextInt(WAYS.size()));
    var code = isOff ? "30003" : CODES.get(random.nextInt(CODES.size()));
    var sid = model.sids.get(touch);
    var named = random.nextInt(4) > 0;
    var said = new HashMap<>(Map.of("MessageSid", sid, "MessageStatus", way, "To", number));
    if (named) {
      said.put("touch", tokens.of(touch));
    }
    if (!code.equals("none")) {
      said.put("ErrorCode", code);
    }
    reports.take(said);
    model.hear(sid + way, named || !sid.startsWith("SMlost") ? touch : null, kind(way, code));
  }

  private static String kind(String way, String code) {
    return switch (way) {
      case "delivered", "read" -> "DELIVERED";
      case "undelivered", "failed" -> MEANINGS.get(code);
      default -> "SENT";
    };
  }

  private Map<Long, String> expected(Model model) {
    var expected = new HashMap<Long, String>();
    model.states.forEach(
        (touch, state) -> {
          var rank = model.ranks.get(touch);
          expected.put(touch, state + " " + (rank == null ? null : RANKS.get(rank)));
        });
    return expected;
  }

  private Map<Long, String> seen(Model model) {
    var seen = new HashMap<Long, String>();
    db.sql("select id, state, delivery from touch where contact_id = ?")
        .param(ada)
        .query(
            row -> {
              seen.put(row.getLong(1), row.getString(2) + " " + row.getString(3));
            });
    return seen;
  }

  private boolean isSuppressed(String number) {
    return db.sql("select count(*) from suppression where id_value = ?")
            .param(number)
            .query(Integer.class)
            .single()
        > 0;
  }
}
