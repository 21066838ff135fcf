package dev.sopflow.run;

import dev.sopflow.contact.Engagement;
import dev.sopflow.touch.ContactClicked;
import dev.sopflow.touch.ContactReplied;
import dev.sopflow.touch.ContactsClicked;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What contacts do that shows interest, each with its points. */
@Component
class Interest {

  /**
   * Points; 0: does not count.
   *
   * @param clicked a person followed a link
   * @param replied wrote back
   * @param registered registered for what a run is about, once for each run
   * @param interested a talk with a rep ended with interest, or as an opportunity
   */
  @ConfigurationProperties("sopflow.contact.engagement")
  record Points(
      @DefaultValue("2") double clicked,
      @DefaultValue("10") double replied,
      @DefaultValue("5") double registered,
      @DefaultValue("10") double interested) {}

  private final Engagement engagement;
  private final Points points;

  Interest(Engagement engagement, Points points) {
    this.engagement = engagement;
    this.points = points;
  }

  @EventListener
  void on(ContactsClicked clicked) {
    engagement.raise(
        clicked.clicks().stream()
            .collect(
                Collectors.toMap(
                    ContactClicked::contactId, click -> points.clicked(), Double::sum)));
  }

  @EventListener
  void on(ContactReplied reply) {
    engagement.raise(reply.contactId(), points.replied());
  }

  @EventListener
  void on(ContactRegistered registration) {
    engagement.raise(registration.contactId(), points.registered());
  }

  @EventListener
  void on(VisitFinished visit) {
    if (visit.outcome() == Visits.Outcome.INTERESTED
        || visit.outcome() == Visits.Outcome.CONVERTED) {
      engagement.raise(visit.contactId(), points.interested());
    }
  }
}
