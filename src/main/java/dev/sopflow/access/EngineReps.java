package dev.sopflow.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The reps among the engine's users; pages call it {@code @colleagues}. */
@Component("colleagues")
class EngineReps implements Reps {

  /** Asked page-wise, because the engine refuses unbounded queries to logged-in users. */
  private static final int MOST = 500;

  /** A changed name shows this late. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final Set<String> ROLES = Set.of(Roles.REP, Roles.OPS, Roles.ADMIN);

  private static final int MOST_REMEMBERED = 10_000;

  /** Name null: unknown. */
  private record Known(String fullName, Instant until) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final IdentityService identities;
  private final Clock clock;

  EngineReps(IdentityService identities, Clock clock) {
    this.identities = identities;
    this.clock = clock;
  }

  @Override
  public boolean isRecipient(String userOrRole) {
    return ROLES.contains(userOrRole)
        || identities.createUserQuery().userId(userOrRole).count() > 0;
  }

  @Override
  public List<String> userNames() {
    return identities
        .createUserQuery()
        .memberOfGroup(Roles.REP)
        .orderByUserId()
        .asc()
        .listPage(0, MOST)
        .stream()
        .map(User::getId)
        .toList();
  }

  @Override
  public String fullNameOf(String userName) {
    var name = signatureOf(userName);
    return name == null ? userName : name;
  }

  @Override
  public String signatureOf(String userName) {
    if (userName == null) {
      return null;
    }
    var name = known.get(userName);
    return name == null || name.until().isBefore(clock.instant())
        ? remembered(userName)
        : name.fullName();
  }

  /** Remembered because every message of a mass mailing is signed. */
  private String remembered(String userName) {
    var name = ask(userName);
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    known.put(userName, new Known(name, clock.instant().plus(REMEMBERED)));
    return name;
  }

  private String ask(String userName) {
    var user = identities.createUserQuery().userId(userName).singleResult();
    return user == null ? null : fullName(user);
  }

  private static String fullName(User user) {
    var name =
        Stream.of(user.getFirstName(), user.getLastName())
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? null : name;
  }
}
