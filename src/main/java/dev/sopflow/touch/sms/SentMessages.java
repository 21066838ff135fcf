package dev.sopflow.touch.sms;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Twilio has of what went to a number. */
class SentMessages {

  /** As many as Twilio gives at once, and no number gets more in the time that we ask about. */
  private static final int MOST = 200;

  private final TwilioRestClient twilio;
  private final String from;

  SentMessages(TwilioRestClient twilio, String from) {
    this.twilio = twilio;
    this.from = from;
  }

  /**
   * The messages of our programs to a number that Twilio took from then on, the latest first; empty
   * if it has too many, or does not say when they came.
   *
   * @throws com.twilio.exception.TwilioException if Twilio does not say
   */
  Optional<List<Message>> to(String number, Instant from) {
    var found = new ArrayList<Message>();
    var seen = 0;
    var to = new PhoneNumber(Numbers.inTheNetworkOf(this.from, number));
    // those that have not left yet have no date to ask for
    for (var each : Message.reader().setTo(to).setPageSize((long) MOST).read(twilio)) {
      var created = each.getDateCreated();
      if (++seen == MOST || created == null) {
        return Optional.empty();
      }
      if (created.toInstant().isBefore(from)) {
        return Optional.of(found);
      }
      if ("outbound-api".equals("" + each.getDirection())) {
        found.add(each);
      }
    }
    return Optional.of(found);
  }
}
