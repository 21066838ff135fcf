package dev.sopflow.architecture.broken.contact;

import com.twilio.http.HttpMethod;
import jakarta.mail.Message;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Breaks the laws of who knows which library. */
class KnowsTooMuch {

  RuntimeService engine;
  ClockUtil inside;
  Message mail;
  HttpMethod sms;
}
