package dev.sopflow.contact.web;

import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Engagement;
import dev.sopflow.contact.QuietTimes;
import dev.sopflow.contact.Suppressions;
import dev.sopflow.contact.TopicNames;
import dev.sopflow.contact.TopicRefusals;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts a contact's view together. */
@Component
class Portraits {

  private final Contacts contacts;
  private final Consents consents;
  private final TopicRefusals topics;
  private final TopicNames topicNames;
  private final Suppressions suppressions;
  private final QuietTimes quietTimes;
  private final Engagement engagement;

  Portraits(
      Contacts contacts,
      Consents consents,
      TopicRefusals topics,
      TopicNames topicNames,
      Suppressions suppressions,
      QuietTimes quietTimes,
      Engagement engagement) {
    this.engagement = engagement;
    this.quietTimes = quietTimes;
    this.topics = topics;
    this.topicNames = topicNames;
    this.contacts = contacts;
    this.consents = consents;
    this.suppressions = suppressions;
  }

  ContactView of(long id) {
    return new ContactView(
        contacts.get(id),
        contacts.identitiesOf(id).stream().map(ContactView.IdentityView::of).toList(),
        consents.of(id).stream().map(ContactView.ConsentView::of).toList(),
        topics.of(id).stream().map(this::topic).toList(),
        quietTimes.of(id),
        engagement.levelOf(id),
        suppressions.of(id).stream().map(ContactView.SuppressionView::of).toList());
  }

  private ContactView.TopicView topic(TopicRefusals.TopicRefusal refused) {
    return new ContactView.TopicView(
        refused.topic(),
        topicNames.of(refused.topic(), LocaleContextHolder.getLocale()),
        refused.source(),
        refused.at());
  }
}
