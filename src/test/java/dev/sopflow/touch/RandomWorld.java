package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactSet;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Random people, pieces, plans and refusals, remembered for the checker as they happen. */
final class RandomWorld {

  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "America/Los_Angeles",
          "America/Sao_Paulo",
          "Asia/Shanghai",
          "Asia/Tokyo",
          "Asia/Kolkata",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "Pacific/Auckland",
          "Pacific/Honolulu",
          "Africa/Cairo",
          "Asia/Riyadh",
          "UTC");
  private static final Map<String, String> REGIONS =
      Map.of(
          "DE",
          "Europe/Berlin",
          "US",
          "America/New_York",
          "CN",
          "Asia/Shanghai",
          "JP",
          "Asia/Tokyo",
          "SA",
          "Asia/Riyadh",
          "GB",
          "Europe/London");
  private static final List<String> REGION_NAMES = REGIONS.keySet().stream().sorted().toList();
  static final String TOPIC = "random-world";

  private final Random random;
  private final JdbcClient db;
  private final VirtualClock clock;
  private final Touches touches;
  private final Consents consents;
  private final TouchHouse house;
  private final SendChecker checker;
  private final List<Long> people = new ArrayList<>();
  private final List<String> pieces = new ArrayList<>();
  private int occurrence;
  private int refusals = 40;
  private int takenBack = 40;
  private int suppressions = 40;
  private int retirements = 12;
  private int shortenings = 12;

  RandomWorld(
      Random random,
      JdbcClient db,
      VirtualClock clock,
      Touches touches,
      Consents consents,
      TouchHouse house,
      SendChecker checker) {
    this.random = random;
    this.db = db;
    this.clock = clock;
    this.touches = touches;
    this.consents = consents;
    this.house = house;
    this.checker = checker;
  }

  void people(int count) {
    for (var i = 0; i < count; i++) {
      var region = chance(90) ? pick(REGION_NAMES) : null;
      var zone = chance(80) ? pick(ZONES) : null;
      var level = pick(List.of(PositionLevel.values()));
      var id = house.contact("P" + i, level, zone, pick(List.of("en", "zh-CN", "ja")), region);
      people.add(id);
      var real = zone != null ? zone : region != null ? REGIONS.get(region) : "UTC";
      checker.readers.put(id, new SendChecker.Reader(id, level, ZoneId.of(real), region));
      if (chance(60)) {
        house.identity(id, "PHONE", "+49305" + String.format("%08d", id));
      }
      if (chance(70)) {
        house.consent(id, "SMS", "GRANTED");
      } else {
        checker.missingYes.put(id + "/SMS", Instant.MIN);
      }
    }
  }

  void pieces(int count) {
    for (var i = 0; i < count; i++) {
      var piece = "world-" + i + "-" + random.nextInt(1_000_000_000);
      var until = chance(50) ? today().plusDays(5 + random.nextInt(395)) : null;
      for (var language : List.of("en", "zh")) {
        house.rendition(piece, Channel.EMAIL, language, TOPIC, i, until);
      }
      if (chance(60)) {
        house.rendition(piece, Channel.SMS, "en", TOPIC, i, until);
      }
      pieces.add(piece);
      if (until != null) {
        checker.validUntil.put(piece, until);
      }
    }
  }

  /** Three SOPs at once, each with its own rhythm; the third repeats what many have had. */
  void planOn(int day) {
    if (day % 20 == 0) {
      plan(1, ContentChoice.nextUnseen("FUNCTION", TOPIC), List.of(Channel.EMAIL, Channel.SMS));
    }
    if (day % 27 == 0) {
      plan(2, ContentChoice.nextUnseen("FUNCTION", TOPIC), List.of(Channel.SMS, Channel.EMAIL));
    }
    if (day % 40 == 0) {
      plan(3, ContentChoice.piece(someKnownPiece()), List.of(Channel.EMAIL));
    }
  }

  private void plan(long run, ContentChoice what, List<Channel> channels) {
    var due = clock.instant().plusSeconds(random.nextInt(80_000));
    var everybody = new ContactSet("select id as contact_id from contact", Map.of());
    touches.plan(
        new SendPlan(
            run,
            "Task_Send",
            ++occurrence,
            everybody,
            channels,
            what,
            Purpose.MARKETING,
            due,
            due.plus(Duration.ofHours(30 + random.nextInt(240))),
            run == 2));
  }

  /** In a small world: what a rule is for happens so often that it must meet what is planned. */
  void provoke(String rule) {
    switch (rule) {
      case "consent" -> refusals = 600;
      case "opt-in" -> takenBack = 250;
      case "suppression" -> suppressions = 120;
      case "content-active" -> retirements = 60;
      case "content-valid" -> shortenings = 40;
      default -> {}
    }
  }

  /** What people and colleagues do meanwhile, in any quarter of a day. */
  void live() {
    // Not at the instant of a message that has just gone out: nobody could say which was first.
    clock.moveTo(clock.instant().plusMillis(1));
    sometimes(people.size() / 8, refusals, this::refuse);
    sometimes(people.size() / 40, suppressions, this::suppress);
    sometimes(people.size() / 40, takenBack, this::takeBackYes);
    sometimes(people.size() / 4, 40, this::visit);
    sometimes(0, retirements, () -> somePlannedPiece().ifPresent(this::retire));
    sometimes(0, shortenings, () -> somePlannedPiece().ifPresent(this::shorten));
  }

  private void sometimes(int aThousandth, int least, Runnable deed) {
    for (var i = 0; i < 1 + aThousandth / 1000; i++) {
      if (random.nextInt(1000) < Math.max(aThousandth, least)) {
        deed.run();
      }
    }
  }

  /** Half of them come in by another way than our own use case, as a list's refusals do. */
  private void refuse() {
    var channel = pick(List.of("EMAIL", "SMS", "ALL"));
    var who = someoneWhoWaitsFor(channel.equals("ALL") ? "EMAIL" : channel);
    checker.refusals.putIfAbsent(who + "/" + channel, clock.instant());
    if (chance(50)) {
      consents.refuse(who, channel.equals("ALL") ? null : Channel.valueOf(channel), "test", "test");
      return;
    }
    db.sql("delete from consent where contact_id = ? and channel = ?")
        .params(who, channel)
        .update();
    house.consent(who, channel, "REFUSED");
  }

  private void suppress() {
    var address =
        db.sql("select id_value from contact_identity where contact_id = ? and kind = 'EMAIL'")
            .param(someoneWhoWaitsFor("EMAIL"))
            .query(String.class)
            .single();
    if (checker.suppressions.putIfAbsent(address, clock.instant()) == null) {
      house.suppress("EMAIL", address);
    }
  }

  private void takeBackYes() {
    var who = someoneWhoWaitsFor("SMS");
    checker.missingYes.putIfAbsent(who + "/SMS", clock.instant());
    db.sql("delete from consent where contact_id = ? and channel = 'SMS' and status = 'GRANTED'")
        .param(who)
        .update();
  }

  private void visit() {
    var who = pick(people);
    var channel = pick(List.of(Channel.CALL, Channel.CHAT));
    touches.recordVisit(9, "Task_Visit", ++occurrence, who, channel, clock.instant());
    checker.sent.add(new SendChecker.Sent(who, channel, null, null, clock.instant(), null));
  }

  private void retire(String piece) {
    checker.retirements.putIfAbsent(piece, clock.instant());
    db.sql("update content set active_version = null where piece = ?").param(piece).update();
  }

  /** The offer ends today. */
  private void shorten(String piece) {
    checker.validUntil.merge(piece, today(), (a, b) -> a.isBefore(b) ? a : b);
    db.sql(
            """
            update content_version set valid_until = cast(? as date)
            where content_id in (select id from content where piece = ?)
            """)
        .params(checker.validUntil.get(piece), piece)
        .update();
  }

  /** One of those that were sent and could go out again for weeks. */
  String someKnownPiece() {
    var known =
        db
            .sql(
                """
                select t.piece from touch t join content c on c.piece = t.piece
                where t.state = 'SENT' and t.channel = 'EMAIL' and c.active_version is not null
                group by t.piece order by t.piece
                """)
            .query(String.class)
            .list()
            .stream()
            .filter(piece -> isValidIn(piece, 14))
            .toList();
    return pick(known.isEmpty() ? pieces : known);
  }

  private boolean isValidIn(String piece, int days) {
    var until = checker.validUntil.get(piece);
    return until == null || until.isAfter(today().plusDays(days));
  }

  private Optional<String> somePlannedPiece() {
    var planned =
        db.sql("select distinct piece from touch where state = 'PLANNED' order by piece")
            .query(String.class)
            .list();
    return planned.isEmpty() ? Optional.empty() : Optional.of(pick(planned));
  }

  /** Things happen most painfully to those who are about to be written to. */
  private long someoneWhoWaitsFor(String channel) {
    var waiting =
        db.sql("select contact_id from touch where state = 'PLANNED' and channel = ? order by id")
            .param(channel)
            .query(Long.class)
            .list();
    return pick(waiting.isEmpty() ? people : waiting);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
