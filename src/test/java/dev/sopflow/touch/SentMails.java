package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;

import dev.sopflow.contact.PositionLevel;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mail of ours that really went out, for tests of what comes back. */
public final class SentMails {

  /**
   * @param messageId as it went over the wire
   */
  public record Sent(long touchId, long contactId, String address, String messageId) {}

  private final ApplicationContext context;
  private final TouchHouse house;
  private int runs;

  /** For couriers of tests that need no house. */
  public static MailTokens tokens() {
    return new MailTokens(new Secret(null, "a secret for tests"));
  }

  /** The clock must stand at an evening hour of Berlin, when bosses read. */
  public SentMails(ApplicationContext context) {
    this.context = context;
    this.house = new TouchHouse(context.getBean(JdbcClient.class), context.getBean(Clock.class));
  }

  public Sent to(String name, Courier courier) {
    var contact = house.contact(name, PositionLevel.BOSS);
    var plan =
        house.plan(++runs, ContentChoice.piece(house.piece("p", EMAIL, "en")), List.of(EMAIL));
    context.getBean(Touches.class).plan(plan);
    TestDispatchers.of(context, context.getBean(Gate.class), courier).dispatchDue();
    return context
        .getBean(JdbcClient.class)
        .sql("select id, contact_id, address from touch where contact_id = ? and run_id = ?")
        .params(contact, runs)
        .query(
            (row, n) ->
                new Sent(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    context.getBean(MessageIds.class).of(row.getLong(1))))
        .single();
  }

  public void remove() {
    house.removeContent();
  }
}
