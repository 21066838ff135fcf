package dev.sopflow.touch.sms;

import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import dev.sopflow.contact.Channel;
import dev.sopflow.touch.Courier;
import dev.sopflow.touch.Message;
import dev.sopflow.touch.Outcome;

/** Hands SMS to Twilio. */
class SmsCourier implements Courier {

  private final TwilioRestClient twilio;
  private final String from;
  private final TwilioAnswers answers;
  private final StatusLinks statusLinks;

  private SmsCourier(
      TwilioRestClient twilio, String from, TwilioAnswers answers, StatusLinks statusLinks) {
    this.twilio = twilio;
    this.from = from;
    this.answers = answers;
    this.statusLinks = statusLinks;
  }

  static SmsCourier by(SmsSettings settings, TwilioAnswers answers, StatusLinks statusLinks) {
    return new SmsCourier(client(settings), settings.from(), answers, statusLinks);
  }

  static TwilioRestClient client(SmsSettings settings) {
    return new TwilioRestClient.Builder(settings.accountSid(), settings.authToken())
        .accountSid(settings.accountSid())
        .httpClient(new OneAttempt(settings.baseUrl(), settings.timeout()))
        .build();
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public Outcome send(Message message) {
    try {
      return Outcome.accepted(sms(message).create(twilio).getSid());
    } catch (OneAttempt.NotSent e) {
      return Outcome.notNow(e.getMessage());
    } catch (OneAttempt.NoAnswer | ApiConnectionException e) {
      return Outcome.unclear(e.getMessage());
    } catch (ApiException e) {
      return answers.of(e);
    }
  }

  private MessageCreator sms(Message message) {
    var sms = creator(message);
    statusLinks.of(message.touchId()).ifPresent(sms::setStatusCallback);
    return sms;
  }

  private MessageCreator creator(Message message) {
    var from = from(message);
    var to = new PhoneNumber(Numbers.inTheNetworkOf(from, message.address()));
    return from.startsWith("MG")
        ? com.twilio.rest.api.v2010.account.Message.creator(to, from, message.text())
        : com.twilio.rest.api.v2010.account.Message.creator(
            to, new PhoneNumber(from), message.text());
  }

  /** An answer comes from the number that they wrote to. */
  private String from(Message message) {
    var answered = message.answered();
    return answered == null || answered.ourAddress() == null ? from : answered.ourAddress();
  }
}
