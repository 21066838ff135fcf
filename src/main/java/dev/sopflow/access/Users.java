package dev.sopflow.access;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Creates users and groups in the engine's user store; what exists is left as it is. */
@Component
class Users {

  /** The group that the engine's web applications take for their administrators. */
  static final String ENGINE_ADMINS = "camunda-admin";

  private final IdentityService identities;

  Users(IdentityService identities) {
    this.identities = identities;
  }

  boolean hasAdmin() {
    return identities.createUserQuery().memberOfGroup(ENGINE_ADMINS).count() > 0;
  }

  void ensureGroup(String id, String name) {
    if (identities.createGroupQuery().groupId(id).count() > 0) {
      return;
    }
    var group = identities.newGroup(id);
    group.setName(name);
    group.setType("WORKFLOW");
    identities.saveGroup(group);
  }

  void ensure(SeedUser seed) {
    if (identities.createUserQuery().userId(seed.name()).count() > 0) {
      return;
    }
    create(seed);
    join(seed.name(), seed.role());
    if (seed.role().equals(Roles.ADMIN)) {
      join(seed.name(), ENGINE_ADMINS);
    }
  }

  private void create(SeedUser seed) {
    var user = identities.newUser(seed.name());
    user.setPassword(seed.password());
    user.setFirstName(seed.firstName());
    user.setLastName(seed.lastName());
    identities.saveUser(user);
  }

  private void join(String user, String group) {
    identities.createMembership(user, group);
  }
}
