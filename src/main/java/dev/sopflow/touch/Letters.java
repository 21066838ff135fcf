package dev.sopflow.touch;

import dev.sopflow.access.Reps;
import dev.sopflow.content.Placeholders;
import dev.sopflow.content.Renderer;
import org.springframework.stereotype.Component;

/** Makes the message of a claimed touch from its content. */
@Component
class Letters {

  private final Renderer renderer;
  private final Placeholders placeholders;
  private final UnsubscribeLinks links;
  private final RegistrationLinks registrations;
  private final Reps reps;
  private final Tracking tracking;
  private final AnswerLetters answers;

  Letters(
      Renderer renderer,
      Placeholders placeholders,
      UnsubscribeLinks links,
      RegistrationLinks registrations,
      Reps reps,
      Tracking tracking,
      AnswerLetters answers) {
    this.answers = answers;
    this.registrations = registrations;
    this.renderer = renderer;
    this.placeholders = placeholders;
    this.links = links;
    this.reps = reps;
    this.tracking = tracking;
  }

  /**
   * @throws dev.sopflow.content.ContentBroken if the content can't be rendered
   */
  Message write(Claimed claimed) {
    var touch = claimed.touch();
    if (touch.purpose() == Purpose.ANSWER) {
      return answers.write(claimed);
    }
    var unsubscribe = links.of(touch.contactId(), touch.channel());
    var words =
        renderer.render(
            claimed.contentVersionId(),
            placeholders.of(
                claimed.contact(),
                reps.signatureOf(claimed.contact().owner()),
                new Placeholders.Links(
                    unsubscribe,
                    registrations.of(touch.runId(), touch.channel(), touch.contactId())),
                claimed.occasion()));
    return new Message(
        touch.id(),
        touch.channel(),
        claimed.address(),
        claimed.contact().fullName(),
        claimed.messageId(),
        words.subject(),
        tracking.html(touch.id(), words.html()),
        tracking.text(touch.id(), words.text()),
        unsubscribe);
  }
}
