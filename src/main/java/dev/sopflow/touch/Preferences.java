package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Consents.Consent;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Identity;
import dev.sopflow.contact.TopicRefusals;
import dev.sopflow.content.Library;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What readers choose for themselves, by a personal link of theirs: that they have it shows who
 * they are, so what they tick counts, and what they untick counts from that second on.
 */
@Service
public class Preferences {

  private static final String SOURCE = "preference page";
  private static final String ACTOR = "contact";

  private final Contacts contacts;
  private final Consents consents;
  private final TopicRefusals topics;
  private final Library library;
  private final TouchSettings settings;

  Preferences(
      Contacts contacts,
      Consents consents,
      TopicRefusals topics,
      Library library,
      TouchSettings settings) {
    this.contacts = contacts;
    this.consents = consents;
    this.topics = topics;
    this.library = library;
    this.settings = settings;
  }

  /**
   * What stands now.
   *
   * @param channels by which they can be reached at all, and whether we may
   * @param topics what we write about, and whether to them
   */
  public record Choices(Map<Channel, Boolean> channels, Map<String, Boolean> topics) {}

  /**
   * What a reader sent back.
   *
   * @param shown the channels that the page had ticked: only what they changed is their act
   * @param channels the channels that are ticked now
   * @param offered the topics that the page had
   * @param topics the topics that are ticked now
   */
  public record Answer(
      Set<Channel> shown, Set<Channel> channels, Set<String> offered, Set<String> topics) {}

  /** Empty if there is no such contact any more. */
  public Optional<Choices> of(long contactId) {
    return contacts
        .find(contactId)
        .map(known -> new Choices(channels(contactId), topics(contactId)));
  }

  private Map<Channel, Boolean> channels(long contactId) {
    var addresses =
        contacts.identitiesOf(contactId).stream().map(Identity::kind).collect(Collectors.toSet());
    var said = consents.of(contactId);
    var open = new LinkedHashMap<Channel, Boolean>();
    Stream.of(Channel.values())
        .filter(channel -> addresses.contains(channel.address()))
        .forEach(channel -> open.put(channel, isOpen(channel, said)));
    return open;
  }

  private boolean isOpen(Channel channel, Collection<Consent> said) {
    var isGranted = said.stream().anyMatch(c -> c.granted() && c.channel() == channel);
    return !isRefused(channel, said) && (isGranted || !settings.optInChannels().contains(channel));
  }

  private static boolean isRefused(Channel channel, Collection<Consent> said) {
    return said.stream()
        .anyMatch(c -> !c.granted() && (c.channel() == null || c.channel() == channel));
  }

  /** Whether a contact has said no to a channel. */
  public boolean isRefused(long contactId, Channel channel) {
    return isRefused(channel, consents.of(contactId));
  }

  private Map<String, Boolean> topics(long contactId) {
    var wanted = new TreeMap<String, Boolean>();
    library.topics(Couriers.SENDABLE).forEach(topic -> wanted.put(topic, true));
    topics.of(contactId).forEach(refused -> wanted.put(refused.topic(), false));
    return wanted;
  }

  /** Does what a reader chose, all or nothing. */
  @Transactional
  public void save(long contactId, Answer answer) {
    contacts.lock(contactId);
    of(contactId).ifPresent(now -> save(contactId, answer, now));
  }

  private void save(long contactId, Answer answer, Choices now) {
    for (var channel : now.channels().keySet()) {
      var isTicked = answer.channels().contains(channel);
      if (isTicked != answer.shown().contains(channel)) {
        say(contactId, channel, isTicked);
      }
    }
    var offered = common(now.topics().keySet(), answer.offered());
    topics.allow(contactId, common(offered, answer.topics()), SOURCE, ACTOR);
    topics.refuse(contactId, without(offered, answer.topics()), SOURCE, ACTOR);
  }

  private void say(long contactId, Channel channel, boolean isYes) {
    if (isYes) {
      consents.grant(contactId, channel, SOURCE, ACTOR);
    } else {
      consents.refuse(contactId, channel, SOURCE, ACTOR);
    }
  }

  private static Set<String> common(Set<String> all, Set<String> some) {
    return all.stream().filter(some::contains).collect(Collectors.toSet());
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toSet());
  }

  /** The channels of these names; what is none is left out. */
  public static Set<Channel> channelsOf(Collection<String> names) {
    var channels = EnumSet.noneOf(Channel.class);
    Stream.of(Channel.values()).filter(c -> names.contains(c.name())).forEach(channels::add);
    return channels;
  }
}
