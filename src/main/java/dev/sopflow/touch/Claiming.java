package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.Occasion;
import dev.sopflow.time.Zones;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction: takes a batch of due touches, judges it, and stores what the gate said. */
class Claiming {

  /**
   * What one claim did.
   *
   * @param decided how many rows it sent on, deferred or dropped; 0 when nothing is due
   * @param askedAt {@link System#nanoTime} while they were locked: whatever was withdrawn before
   *     that is not among them
   */
  record Round(List<Claimed> claimed, int decided, long askedAt) {

    static Round nothing() {
      return new Round(List.of(), 0, System.nanoTime());
    }
  }

  private final Claims claims;
  private final FactReader reader;
  private final Gate gate;
  private final Ports ports;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** What the claim asks other rooms and parts. */
  record Ports(
      SendWindows windows,
      FrequencyCaps caps,
      Zones zones,
      MessageIds messageIds,
      ChannelHealth health) {}

  Claiming(
      Claims claims,
      FactReader reader,
      Gate gate,
      Ports ports,
      TransactionTemplate transaction,
      Clock clock) {
    this.claims = claims;
    this.reader = reader;
    this.gate = gate;
    this.ports = ports;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Pages past what other dispatchers hold, until it gets something or nothing is due.
   *
   * @param begun how many of the claim go to their courier at once
   */
  Round next(Channel channel, String by, int begun) {
    for (var page = 0; ; page++) {
      var now = clock.instant();
      var ids = claims.due(channel, now, page);
      if (ids.isEmpty()) {
        return Round.nothing();
      }
      var round = transaction.execute(status -> claim(ids, by, begun, now));
      if (round.decided() > 0) {
        return round;
      }
    }
  }

  private Round claim(List<Long> ids, String by, int begun, Instant now) {
    var batch = claims.lock(ids, now);
    if (batch.isEmpty()) {
      return Round.nothing();
    }
    var judged = judge(batch, now);
    var going = of(judged, Verdict.Kind.SEND);
    var occasions = reader.occasions(going.stream().map(Judged::touch).toList());
    var claimed =
        going.stream()
            .map(j -> claimed(j, occasions.getOrDefault(j.touch().runId(), Occasion.NONE), by, now))
            .toList();
    claims.claim(claimed, by, begun, now);
    claims.defer(of(judged, Verdict.Kind.DEFER), now);
    claims.drop(of(judged, Verdict.Kind.DROP), now);
    return new Round(claimed, batch.size(), System.nanoTime());
  }

  private static List<Judged> of(List<Judged> judged, Verdict.Kind kind) {
    return judged.stream().filter(j -> j.verdict().kind() == kind).toList();
  }

  private List<Judged> judge(List<DueTouch> batch, Instant now) {
    var tables = new TableAnswers(ports.windows(), ports.caps());
    var contacts = reader.contacts(batch, tables.longestCap(), now);
    var renditions = reader.renditions(batch);
    var left = reader.left(batch);
    var unmeant = reader.unmeant(batch);
    return batch.stream()
        .map(
            touch -> {
              var rendition = renditions.get(touch.contentVersionId());
              var facts =
                  facts(
                      touch,
                      contacts.get(touch.contactId()),
                      rendition,
                      left.contains(touch.member()),
                      unmeant.contains(touch.addressee()),
                      tables);
              return judge(facts, now);
            })
        .toList();
  }

  /** A touch that may go counts at once for the contact's next ones in the same batch. */
  private Judged judge(Facts facts, Instant now) {
    var touch = facts.touch();
    var verdict = verdict(facts, now);
    if (verdict.kind() == Verdict.Kind.SEND) {
      facts.past().add(new PastTouch(touch.runId(), touch.channel(), touch.piece(), now));
    }
    return new Judged(touch, facts, verdict);
  }

  private Verdict verdict(Facts facts, Instant now) {
    var verdict = gate.judge(facts, now);
    return ports
        .health()
        .stopOf(facts.touch().channel())
        .map(
            stop ->
                verdict.and(
                    Verdict.defer(
                        stop.until(), stop.isFault() ? Reason.CHANNEL_DOWN : Reason.PROVIDER_BUSY)))
        .orElse(verdict);
  }

  private Facts facts(
      DueTouch touch,
      ContactFacts known,
      ContentFacts.Rendition rendition,
      boolean left,
      boolean unmeant,
      TableAnswers tables) {
    var contact = known.contact;
    var address = known.addressFor(touch.channel(), touch.answeredAddress());
    return new Facts(
        touch,
        contact,
        known.stage,
        ports.zones().of(contact.zone(), contact.region()),
        address == null ? null : address.value(),
        address != null && address.suppressed(),
        Set.copyOf(known.refused),
        Set.copyOf(known.granted),
        rendition != null && known.refusedTopics.contains(rendition.topic()),
        known.quiet,
        rendition == null ? null : rendition.activeVersionId(),
        rendition == null ? null : rendition.validUntil(),
        rendition != null && rendition.ofOccasion(),
        left,
        unmeant,
        known.past,
        tables.windows(touch.channel(), contact.positionLevel()),
        tables.caps(touch.channel()));
  }

  private Claimed claimed(Judged judged, Occasion occasion, String by, Instant now) {
    var touch = judged.touch();
    var facts = judged.facts();
    return new Claimed(
        touch,
        by,
        facts.contact(),
        occasion,
        facts.activeVersionId() == null ? touch.contentVersionId() : facts.activeVersionId(),
        facts.address(),
        touch.channel() == Channel.EMAIL ? ports.messageIds().of(touch.id()) : null,
        new Claimed.Reader(
            facts.stage(), facts.contact().positionLevel(), now.atZone(facts.zone()).getHour()),
        judged.verdict().sendBefore());
  }
}
