package dev.sopflow.worklist;

import dev.sopflow.access.Reps;
import dev.sopflow.contact.Contacts;
import dev.sopflow.contact.Engagement;
import dev.sopflow.contact.QuietTimes;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The customer beside a task. */
@Service
public class Customers {

  private final TaskContacts tasks;
  private final Contacts contacts;
  private final Ways ways;
  private final Wording wording;
  private final Learned learned;
  private final Correspondence correspondence;
  private final Reps reps;
  private final QuietTimes quietTimes;
  private final Engagement engagement;

  Customers(
      TaskContacts tasks,
      Contacts contacts,
      Ways ways,
      Wording wording,
      Learned learned,
      Correspondence correspondence,
      Reps reps,
      QuietTimes quietTimes,
      Engagement engagement) {
    this.engagement = engagement;
    this.quietTimes = quietTimes;
    this.tasks = tasks;
    this.contacts = contacts;
    this.ways = ways;
    this.wording = wording;
    this.learned = learned;
    this.correspondence = correspondence;
    this.reps = reps;
  }

  /** Empty if the task is about no contact, or the user may not read it. */
  public Optional<Customer> of(String taskId, String user, List<String> groups) {
    return Optional.ofNullable(tasks.of(List.of(taskId), user, groups).get(taskId))
        .flatMap(found -> customer(found, user));
  }

  private Optional<Customer> customer(TaskContact found, String user) {
    return contacts
        .find(found.contactId())
        .map(
            contact ->
                new Customer(
                    contact,
                    engagement.levelOf(contact.id()),
                    ways.openTo(contact.id()),
                    ways.refusalsOf(contact.id()),
                    found.ways(),
                    wording
                        .of(found.wording(), contact, reps.signatureOf(user), found.runId())
                        .orElse(null),
                    isAskingToStop(contact.id()),
                    correspondence.with(contact.id()),
                    learned.talks(contact.id()),
                    learned.marks(found.runId(), contact.id())));
  }

  private boolean isAskingToStop(long contactId) {
    return quietTimes.of(contactId).stream()
        .anyMatch(quiet -> quiet.why() == QuietTimes.Why.ASKED_TO_STOP);
  }
}
