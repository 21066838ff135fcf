package dev.sopflow.touch.web;

import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.TopicNames;
import dev.sopflow.touch.Preferences;
import dev.sopflow.touch.UnsubscribeLinks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** A reader's choices as a page shows them and gets them back. */
@Component
class ReaderChoices {

  /** A box to tick. */
  record Option(String value, String name, boolean ticked) {}

  private final Preferences preferences;
  private final Contacts contacts;
  private final TopicNames topicNames;
  private final MessageSource messages;

  ReaderChoices(
      Preferences preferences, Contacts contacts, TopicNames topicNames, MessageSource messages) {
    this.preferences = preferences;
    this.contacts = contacts;
    this.topicNames = topicNames;
    this.messages = messages;
  }

  /** The reader's language, else that of their browser. */
  Locale locale(long contactId, HttpServletRequest call) {
    return contacts
        .find(contactId)
        .map(Contact::language)
        .filter(language -> !language.isBlank())
        .map(Locale::forLanguageTag)
        .orElse(call.getLocale());
  }

  boolean isRefused(UnsubscribeLinks.Request request) {
    return preferences.isRefused(request.contactId(), request.channel());
  }

  /** What the page shows; nothing of whom we don't know any more. */
  Map<String, Object> of(long contactId, String token, Locale locale) {
    return preferences
        .of(contactId)
        .map(
            choices ->
                Map.<String, Object>of(
                    "token", token,
                    "choicesTitle", say("title", locale),
                    "channelsTitle", say("channels", locale),
                    "channels", options(choices.channels(), c -> say("channel." + c, locale)),
                    "topicsTitle", say("topics", locale),
                    "topics", options(choices.topics(), t -> topicNames.of(t, locale)),
                    "save", say("save", locale)))
        .orElse(Map.of());
  }

  private static <T> List<Option> options(Map<T, Boolean> choices, Function<T, String> name) {
    return choices.entrySet().stream()
        .map(
            choice ->
                new Option(
                    choice.getKey().toString(), name.apply(choice.getKey()), choice.getValue()))
        .toList();
  }

  void save(long contactId, MultiValueMap<String, String> given) {
    preferences.save(
        contactId,
        new Preferences.Answer(
            Preferences.channelsOf(of(given, "shown")),
            Preferences.channelsOf(of(given, "channel")),
            of(given, "offered"),
            of(given, "topic")));
  }

  private static Set<String> of(MultiValueMap<String, String> given, String field) {
    return Set.copyOf(given.getOrDefault(field, List.of()));
  }

  private String say(String key, Locale locale) {
    return messages.getMessage("preference." + key, null, locale);
  }
}
