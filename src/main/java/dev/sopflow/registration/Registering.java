package dev.sopflow.registration;

import dev.sopflow.contact.BadIntroduction;
import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Introductions;
import dev.sopflow.form.Filled;
import dev.sopflow.run.Arrivals;
import dev.sopflow.touch.RegistrationLinks.Invitation;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/**
 * Registers people: contact, consent, participant and marks together, or nothing of it. The same
 * again changes nothing.
 *
 * <p>Who registers after a refusal is registered, and refuses still: anybody could have typed their
 * address. Only a personal link that came to themselves shows who they are; what they tick there
 * holds. What was ticked and does not hold stands in the mark {@code consentAsked}, for a colleague
 * to ask.
 */
@Service
public class Registering {

  private static final String ACTOR = "contact";

  private final Introductions introductions;
  private final Consents consents;
  private final Arrivals arrivals;
  private final MessageSource messages;

  Registering(
      Introductions introductions, Consents consents, Arrivals arrivals, MessageSource messages) {
    this.introductions = introductions;
    this.consents = consents;
    this.arrivals = arrivals;
    this.messages = messages;
  }

  /**
   * Registers somebody.
   *
   * @param by the link that they followed
   * @param filled what they filled in; good
   * @return what they filled in, with the problems that stand against it; good if it was taken
   */
  public Filled register(Registration registration, Invitation by, Filled filled, Locale reader) {
    var answers = Answers.of(filled);
    var tooLong = tooLong(answers, reader);
    if (!tooLong.isEmpty()) {
      return filled.with(tooLong);
    }
    try {
      take(registration, by, answers, reader);
      return filled;
    } catch (BadIntroduction bad) {
      return filled.with(Map.of(fieldOf(bad), say(bad, reader)));
    }
  }

  /** Whether somebody agreed to be contacted by any channel. */
  public static boolean hasAgreed(Filled filled) {
    return !Answers.of(filled).consent().isEmpty();
  }

  private void take(Registration registration, Invitation by, Answers answers, Locale reader) {
    var source = registration.run().code() + " " + by.channel();
    introductions.meet(
        answers.introduction(reader.getLanguage(), source),
        ACTOR,
        contact -> arrived(registration, by, contact, answers, source));
  }

  private void arrived(
      Registration registration, Invitation by, long contact, Answers answers, String source) {
    var asked = refusedYet(contact, answers.consent());
    if (Long.valueOf(contact).equals(by.contactId())) {
      asked.forEach(channel -> consents.grant(contact, channel, source, ACTOR));
      asked.clear();
    }
    var marks = new LinkedHashMap<>(answers.marks());
    if (!asked.isEmpty()) {
      marks.put("consentAsked", names(asked));
    }
    var run = registration.run();
    arrivals.registered(
        new Arrivals.Arrival(run.id(), contact, run.code(), by.channel(), marks), ACTOR);
  }

  private Set<Channel> refusedYet(long contact, Set<Channel> ticked) {
    var refused = EnumSet.noneOf(Channel.class);
    consents.of(contact).stream()
        .filter(said -> !said.granted())
        .forEach(said -> refused.addAll(said.channel() == null ? ticked : Set.of(said.channel())));
    refused.retainAll(ticked);
    return refused;
  }

  private static String names(Set<Channel> channels) {
    return channels.stream().map(Channel::name).collect(Collectors.joining(","));
  }

  private Map<String, String> tooLong(Answers answers, Locale reader) {
    var problems = new LinkedHashMap<String, String>();
    answers
        .marks()
        .forEach(
            (key, text) -> {
              if (text.length() > Answers.LONGEST_MARK) {
                Object[] lengths = {text.length(), Answers.LONGEST_MARK};
                problems.put(key, messages.getMessage("form.problem.long", lengths, reader));
              }
            });
    return problems;
  }

  private static String fieldOf(BadIntroduction bad) {
    return bad.reason() == BadIntroduction.Reason.PHONE_UNUSABLE ? "phone" : "email";
  }

  private String say(BadIntroduction bad, Locale reader) {
    return messages.getMessage("registration.problem." + bad.reason(), null, reader);
  }
}
