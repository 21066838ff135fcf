package dev.sopflow.worklist;

import dev.sopflow.contact.Consents.Consent;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Engagement;
import dev.sopflow.contact.Identity;
import dev.sopflow.content.Renderer.Rendered;
import java.util.List;
import java.util.Map;

/**
 * What a rep needs to know beside a task.
 *
 * @param engagement how much interest they have lately shown
 * @param addresses those that a rep may use, the preferred of each kind first
 * @param refusals what the contact does not want, a refusal of everything first
 * @param ways the channels by which the visit is to be made, joined by commas; null: any
 * @param wording what may be said, or null
 * @param isAskingToStop whether what they wrote sounds like a refusal that nobody has read yet
 * @param letters what the contact wrote lately and what reps wrote back, the newest first
 * @param talks earlier visits with what came of them, the latest first
 * @param marks what the run knows of their part in it, by mark
 */
public record Customer(
    Contact contact,
    Engagement.Level engagement,
    List<Identity> addresses,
    List<Consent> refusals,
    String ways,
    Rendered wording,
    boolean isAskingToStop,
    List<Correspondence.Letter> letters,
    List<Learned.Talk> talks,
    Map<String, String> marks) {

  /** Whether the last that a rep wrote back never reached them. */
  public boolean isAnswerLost() {
    return letters.stream()
        .filter(Correspondence.Letter::isOurs)
        .findFirst()
        .filter(Correspondence.Letter::isLost)
        .isPresent();
  }
}
