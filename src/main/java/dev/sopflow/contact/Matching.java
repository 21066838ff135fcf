package dev.sopflow.contact;

import dev.sopflow.contact.Problem.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a row is about (ONE ID). The same address is the same person, with two exceptions: a number
 * that several people of different names give is shared, and stays with whom it was first; and
 * addresses that point to different known people, or another id in WeCom or CRM than the known one,
 * are a conflict that a person must look at. The company is no reason to take two for one.
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
      return shared(null, row, owners.keySet());
    }
    return contradicts(row, owner)
        ? conflict(owners.keySet())
        : new Match(owner, Optional.of(row), List.of());
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
        ? shared(person, row, others.keySet())
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

  private static boolean differs(Profile row, Draft person, IdentityKind kind) {
    var known = person.now().valuesOf(kind);
    return !known.isEmpty() && !known.containsAll(row.valuesOf(kind));
  }

  private static Match shared(Draft person, Profile row, Set<Identity> others) {
    var own = row;
    for (var identity : others) {
      own = own.without(identity);
    }
    return new Match(person, Optional.of(own), List.of(problem(Reason.PHONE_SHARED, others)));
  }

  private static Match conflict(Set<Identity> identities) {
    return new Match(
        null, Optional.empty(), List.of(problem(Reason.IDENTITIES_CONFLICT, identities)));
  }

  private static Problem problem(Reason reason, Set<Identity> identities) {
    var values = identities.stream().map(Identity::value).sorted().toList();
    return new Problem(reason, String.join(", ", values));
  }
}
