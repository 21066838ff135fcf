package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The house's own dispatcher, but with another gate or other couriers. */
final class TestDispatchers {

  private TestDispatchers() {}

  static Dispatcher of(ApplicationContext house, Gate gate, Courier... couriers) {
    return of(house, gate, house.getBean(TouchSettings.class), couriers);
  }

  static Dispatcher of(
      ApplicationContext house, Gate gate, TouchSettings settings, Courier... couriers) {
    var db = house.getBean(JdbcClient.class);
    var clock = house.getBean(Clock.class);
    var claims = house.getBean(Claims.class);
    var claiming =
        new Claiming(
            claims,
            house.getBean(FactReader.class),
            gate,
            house.getBean(Claiming.Ports.class),
            house.getBean(TransactionTemplate.class),
            clock);
    var parts =
        new Delivery.Parts(
            claims,
            house.getBean(Letters.class),
            house.getBean(Endings.class),
            house.getBean(Results.class),
            house.getBean(Consents.class),
            new Couriers(List.of(couriers), db, clock),
            house.getBean(ChannelHealth.class),
            settings);
    return new Dispatcher(
        db,
        claiming,
        new Delivery(parts, clock),
        house.getBean(Leases.class),
        house.getBean(DoubtEnds.class),
        house.getBean(FallBacks.class));
  }

  static Courier courier(Channel channel, Function<Message, Outcome> answer) {
    return new Courier() {
      @Override
      public Channel channel() {
        return channel;
      }

      @Override
      public Outcome send(Message message) {
        return answer.apply(message);
      }
    };
  }
}
