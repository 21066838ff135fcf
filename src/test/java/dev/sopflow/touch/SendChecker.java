package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.time.BusinessCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at what couriers were really given, one send at a time and by brute force, and says which
 * promise each broken one breaks. Knows nothing of the gate.
 */
final class SendChecker {

  /** What the world knows of a reader. */
  record Reader(long id, PositionLevel level, ZoneId zone, String region) {}

  /** A message that a courier was given, or a visit, which has no piece and no address. */
  record Sent(
      long contact,
      Channel channel,
      String piece,
      String address,
      Instant at,
      Instant usefulUntil) {}

  final Map<Long, Reader> readers = new HashMap<>();
  final List<Sent> sent = new ArrayList<>();

  /** From when on: "contact/channel" or "contact/ALL"; addresses; pieces; "contact/SMS". */
  final Map<String, Instant> refusals = new HashMap<>();

  final Map<String, Instant> suppressions = new HashMap<>();
  final Map<String, Instant> retirements = new HashMap<>();
  final Map<String, Instant> missingYes = new HashMap<>();
  final Map<String, LocalDate> validUntil = new HashMap<>();

  private final SendWindows windows;
  private final FrequencyCaps caps;
  private final BusinessCalendar calendar;

  SendChecker(SendWindows windows, FrequencyCaps caps, BusinessCalendar calendar) {
    this.windows = windows;
    this.caps = caps;
    this.calendar = calendar;
  }

  /** The names of the broken promises, with how often each was broken. */
  Map<String, Integer> violations() {
    var found = new HashMap<String, Integer>();
    var byContact = new HashMap<Long, List<Sent>>();
    sent.stream()
        .sorted(Comparator.comparing(Sent::at))
        .forEach(s -> byContact.computeIfAbsent(s.contact(), id -> new ArrayList<>()).add(s));
    byContact.values().forEach(all -> check(all, found));
    return found;
  }

  private void check(List<Sent> all, Map<String, Integer> found) {
    var pieces = new HashSet<String>();
    for (var i = 0; i < all.size(); i++) {
      var one = all.get(i);
      if (one.piece() != null) {
        broken(one, all.subList(0, i), pieces).forEach(name -> found.merge(name, 1, Integer::sum));
      }
    }
  }

  private Set<String> broken(Sent one, List<Sent> before, Set<String> pieces) {
    var broken = new HashSet<String>();
    var reader = readers.get(one.contact());
    note(broken, "window", !isInWindow(one, reader));
    note(broken, "cap", isOverCap(one, before));
    note(broken, "no-repeat", !pieces.add(one.piece()));
    note(broken, "useful-until", one.at().isAfter(one.usefulUntil()));
    note(broken, "content-valid", isExpired(one, reader));
    note(broken, "content-active", isBanned(retirements, one.piece(), one.at()));
    note(broken, "suppression", isBanned(suppressions, one.address(), one.at()));
    note(
        broken,
        "consent",
        isBanned(refusals, one.contact() + "/" + one.channel(), one.at())
            || isBanned(refusals, one.contact() + "/ALL", one.at()));
    note(
        broken,
        "opt-in",
        one.channel() == Channel.SMS && isBanned(missingYes, one.contact() + "/SMS", one.at()));
    return broken;
  }

  private static void note(Set<String> broken, String name, boolean isBroken) {
    if (isBroken) {
      broken.add(name);
    }
  }

  private boolean isInWindow(Sent one, Reader reader) {
    var local = one.at().atZone(reader.zone());
    return windows.of(one.channel(), reader.level()).stream()
        .anyMatch(
            w ->
                !local.toLocalTime().isBefore(w.from())
                    && local.toLocalTime().isBefore(w.to())
                    && (!w.workingDaysOnly()
                        || calendar.isWorkingDay(local.toLocalDate(), reader.region())));
  }

  private boolean isOverCap(Sent one, List<Sent> before) {
    return caps.of(one.channel()).stream()
        .anyMatch(
            cap ->
                before.stream()
                        .filter(b -> cap.channel() == null || cap.channel() == b.channel())
                        .filter(b -> b.at().isAfter(one.at().minus(cap.per())))
                        .count()
                    >= cap.max());
  }

  private boolean isExpired(Sent one, Reader reader) {
    var last = validUntil.get(one.piece());
    return last != null && one.at().atZone(reader.zone()).toLocalDate().isAfter(last);
  }

  private static boolean isBanned(Map<String, Instant> bans, String what, Instant at) {
    var from = bans.get(what);
    return from != null && !at.isBefore(from);
  }
}
