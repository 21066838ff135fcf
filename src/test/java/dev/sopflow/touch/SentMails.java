package dev.sopflow.touch;

import static dev.sopflow.contact.Channel.EMAIL;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

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
    return to(house.contact(name, PositionLevel.BOSS), courier);
  }

  public Sent to(String name, String address, Courier courier) {
    var contact = house.contact(name, PositionLevel.BOSS);
    context
        .getBean(JdbcClient.class)
        .sql("update contact_identity set id_value = ? where contact_id = ?")
        .params(address, contact)
        .update();
    return to(contact, courier);
  }

  private Sent to(long contact, Courier courier) {
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

  /** Plans a mass message of a run to everybody, due now. */
  public void plan(long run) {
    var piece = ContentChoice.piece(house.piece("extra", EMAIL, "en"));
    context.getBean(Touches.class).plan(house.plan(run, piece, List.of(EMAIL)));
  }

  public String messageIdOf(long touch) {
    return context.getBean(MessageIds.class).of(touch);
  }

  /** From here on the house's own dispatcher sends by this courier, until it is closed. */
  @SuppressWarnings("unchecked")
  public static Carried carriedBy(ApplicationContext context, Courier courier) {
    var couriers =
        (Map<Channel, Courier>)
            ReflectionTestUtils.getField(context.getBean(Couriers.class), "byChannel");
    var before = couriers.put(courier.channel(), courier);
    return () -> couriers.put(courier.channel(), before);
  }

  /** Ends what {@link #carriedBy} began. */
  public interface Carried extends AutoCloseable {
    @Override
    void close();
  }

  public void remove() {
    house.removeContent();
  }
}
