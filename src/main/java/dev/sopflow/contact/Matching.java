package dev.sopflow.contact;

import dev.sopflow.contact.Problem.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a row is about (ONE ID). The same address is the same person, with three exceptions: a
 * number that several people of different names give is shared, and stays with whom it was first;
 * addresses that point to different known people, or another id in WeCom or CRM than the known one,
 * are a conflict that a person must look at; and so is the address of somebody known under quite
 * another name, if it is but a number or the row gives another address of a kind as well. The
 * company is no reason to take two for one.
 */
final class Matching {

  /**
   * A decision.
   *
   * @param person whom it is about; null: somebody new, or nobody because of a conflict
   * @param profile what to take over; empty if there is a conflict
   */
  record Match(Draft person, Optional<Profile> profile, List<Problem> problems) {}

  private final Map<Identity, Draft> known = new HashMap<>();

  /** From now on these identities belong to this person, unless they belong to someone already. */
  void remember(Draft person) {
    person.now().identities().forEach(identity -> known.putIfAbsent(identity, person));
  }

  Match match(Profile row) {
    var owners = owners(row);
    var people = new HashSet<>(owners.values());
    return switch (people.size()) {
      case 0 -> new Match(null, Optional.of(row), List.of());
      case 1 -> one(row, owners, people.iterator().next());
      default -> several(row, owners, people);
    };
  }

  private Map<Identity, Draft> owners(Profile row) {
    var owners = new HashMap<Identity, Draft>();
    for (var identity : row.identities()) {
      var owner = known.get(identity);
      if (owner != null) {
        owners.put(identity, owner);
      }
    }
    return owners;
  }

  private static Match one(Profile row, Map<Identity, Draft> owners, Draft owner) {
    var hasOwnAddress = row.identities().size() > owners.size();
    if (hasOwnAddress && onlyPhones(owners.keySet()) && !sameName(row, owner)) {
      return shared(null, row, owners);
    }
    if (contradicts(row, owner)) {
      return conflict(owners.keySet());
    }
    return Names.differ(row.fullName(), owner.now().fullName())
        ? underAnotherName(row, owners.keySet(), owner)
        : new Match(owner, Optional.of(row), List.of());
  }

  private static Match underAnotherName(Profile row, Set<Identity> shared, Draft owner) {
    var name = owner.now().fullName();
    return onlyPhones(shared)
            || differs(row, owner, IdentityKind.EMAIL)
            || differs(row, owner, IdentityKind.PHONE)
        ? new Match(
            null, Optional.empty(), List.of(problem(Reason.BELONGS_TO_ANOTHER, shared, name)))
        : new Match(owner, Optional.of(row), List.of(problem(Reason.NAME_DIFFERS, shared, name)));
  }

  private static Match several(Profile row, Map<Identity, Draft> owners, Set<Draft> people) {
    var namesakes = people.stream().filter(person -> sameName(row, person)).toList();
    if (namesakes.size() != 1) {
      return conflict(owners.keySet());
    }
    var person = namesakes.get(0);
    var others = new HashMap<>(owners);
    others.values().removeIf(owner -> owner == person);
    return onlyPhones(others.keySet()) && !hasAnotherPhone(row, person)
        ? shared(person, row, others)
        : conflict(owners.keySet());
  }

  private static boolean onlyPhones(Set<Identity> identities) {
    return identities.stream().allMatch(identity -> identity.kind() == IdentityKind.PHONE);
  }

  private static boolean sameName(Profile row, Draft person) {
    return Names.same(row.fullName(), person.now().fullName());
  }

  private static boolean hasAnotherPhone(Profile row, Draft person) {
    var phones = new HashSet<>(person.now().valuesOf(IdentityKind.PHONE));
    return !phones.isEmpty() && !phones.removeAll(row.valuesOf(IdentityKind.PHONE));
  }

  /** WeCom and CRM give one id to one person. */
  private static boolean contradicts(Profile row, Draft person) {
    return differs(row, person, IdentityKind.WECOM) || differs(row, person, IdentityKind.CRM);
  }

  /** Whether we know such identities, and the row brings another. */
  private static boolean differs(Profile row, Draft person, IdentityKind kind) {
    var known = person.now().valuesOf(kind);
    return !known.isEmpty() && !known.containsAll(row.valuesOf(kind));
  }

  private static Match shared(Draft person, Profile row, Map<Identity, Draft> others) {
    var own = row;
    for (var identity : others.keySet()) {
      own = own.without(identity);
    }
    var names = others.values().stream().map(owner -> owner.now().fullName()).distinct().sorted();
    var problem =
        problem(Reason.PHONE_SHARED, others.keySet(), names.collect(Collectors.joining(", ")));
    return new Match(person, Optional.of(own), List.of(problem));
  }

  private static Match conflict(Set<Identity> identities) {
    return new Match(
        null, Optional.empty(), List.of(problem(Reason.IDENTITIES_CONFLICT, identities)));
  }

  private static Problem problem(Reason reason, Set<Identity> identities) {
    return Problem.of(reason, values(identities));
  }

  private static Problem problem(Reason reason, Set<Identity> identities, String knownName) {
    return Problem.of(reason, values(identities), knownName);
  }

  private static String values(Set<Identity> identities) {
    return identities.stream().map(Identity::value).sorted().collect(Collectors.joining(", "));
  }
}
