package dev.sopflow.contact;

import dev.sopflow.contact.BadIntroduction.Reason;
import dev.sopflow.contact.list.ListRow;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Takes in people who introduce themselves, as a list would: who is known is known again (ONE ID),
 * what is known of them stays, a name or a number that differs is noted in their history, and an
 * agreement never lifts a refusal. It only counts for a channel whose address they give, because
 * anybody can type another's address.
 */
@Service
public class Introductions {

  private final ChunkWriter writer;
  private final PositionLevels levels;
  private final SaidOtherwise otherwise;
  private final String region;

  Introductions(
      ChunkWriter writer,
      PositionLevels levels,
      SaidOtherwise otherwise,
      @Value("${sopflow.default-region:US}") String region) {
    this.writer = writer;
    this.levels = levels;
    this.otherwise = otherwise;
    this.region = region;
  }

  /**
   * Finds or stores the person.
   *
   * @param then gets the contact's id, in the same transaction; called again if that fails
   * @throws BadIntroduction if nobody can be known by this
   */
  public void meet(Introduction who, String actor, LongConsumer then) {
    var email = address(who.email(), Addresses.email(said(who.email())), Reason.EMAIL_UNUSABLE);
    var phone =
        address(who.phone(), Addresses.phone(said(who.phone()), region), Reason.PHONE_UNUSABLE);
    if (email.isEmpty() && phone.isEmpty()) {
      throw new BadIntroduction(Reason.NO_ADDRESS);
    }
    var whole = profile(who, email, phone);
    LongConsumer both =
        contact -> {
          otherwise.note(contact, whole, actor);
          then.accept(contact);
        };
    // Whoever gives a number that is another's is known by the e-mail address.
    if (!take(whole, who, actor, both)
        && (email.isEmpty() || !take(profile(who, email, Optional.empty()), who, actor, both))) {
      throw new BadIntroduction(Reason.EMAIL_NEEDED);
    }
  }

  private boolean take(Profile profile, Introduction who, String actor, LongConsumer then) {
    var job =
        ImportJob.ofOnePerson(
            given(who.consent(), profile), who.source(), actor, this::levelOf, telling(then));
    var row = new ListRow(1, List.of());
    return writer.take(job, new Reading(row, profile, false, List.of()));
  }

  private static Set<Channel> given(Set<Channel> consent, Profile profile) {
    var given = EnumSet.noneOf(Channel.class);
    given.addAll(consent);
    given.removeIf(
        channel ->
            channel.address() != IdentityKind.WECOM
                && profile.valuesOf(channel.address()).isEmpty());
    return given;
  }

  private static Optional<String> address(String said, Optional<String> read, Reason otherwise) {
    if (read.isEmpty() && !said(said).isBlank()) {
      throw new BadIntroduction(otherwise);
    }
    return read;
  }

  private Profile profile(Introduction who, Optional<String> email, Optional<String> phone) {
    var known =
        Profile.named(Names.clean(said(who.name()), 200))
            .workingAs(Names.clean(said(who.title()), 200), Names.clean(said(who.company()), 200))
            .inCity(Names.clean(said(who.city()), 100))
            .livingIn("", "", said(who.language()));
    var reachable = email.map(it -> known.with(IdentityKind.EMAIL, it)).orElse(known);
    return phone.map(it -> reachable.with(IdentityKind.PHONE, it)).orElse(reachable);
  }

  private static String said(String words) {
    return words == null ? "" : words;
  }

  private PositionLevel levelOf(String title) {
    return title.isEmpty() ? PositionLevel.STAFF : levels.of(title);
  }

  private static ListFollower telling(LongConsumer then) {
    return new ListFollower() {
      @Override
      public boolean owns(String header) {
        return false;
      }

      @Override
      public void opened(long importId) {}

      @Override
      public void taken(long importId, List<Taken> rows) {
        rows.forEach(row -> then.accept(row.contactId()));
      }

      @Override
      public void done(long importId) {}
    };
  }
}
