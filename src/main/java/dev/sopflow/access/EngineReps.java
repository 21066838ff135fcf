package dev.sopflow.access;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The reps among the engine's users. */
@Component
class EngineReps implements Reps {

  /** Asked page-wise, because the engine refuses unbounded queries to logged-in users. */
  private static final int MOST = 500;

  private final IdentityService identities;

  EngineReps(IdentityService identities) {
    this.identities = identities;
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
    if (userName == null) {
      return null;
    }
    var user = identities.createUserQuery().userId(userName).singleResult();
    return user == null ? userName : fullName(user);
  }

  private static String fullName(User user) {
    var name =
        Stream.of(user.getFirstName(), user.getLastName())
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? user.getId() : name;
  }
}
