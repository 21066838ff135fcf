package dev.sopflow.access;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

/**
 * The least that each role needs in the engine. A rep sees tasks only by assignment and candidacy,
 * which the engine grants by itself. Nobody but admins may create filters, because a filter can
 * carry an expression that runs code.
 */
@Component
class Rights {

  private final AuthorizationService rights;

  Rights(AuthorizationService rights) {
    this.rights = rights;
  }

  void provision() {
    provisionReps();
    provisionOps();
    for (var resource : Resources.values()) {
      grant(Roles.ADMIN, resource, ANY, Permissions.ALL);
      grant(Users.ENGINE_ADMINS, resource, ANY, Permissions.ALL);
    }
  }

  private void provisionReps() {
    grant(Roles.REP, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
    grant(Roles.REP, Resources.USER, ANY, Permissions.READ);
    grant(Roles.REP, Resources.PROCESS_DEFINITION, ANY, ProcessDefinitionPermissions.READ);
  }

  private void provisionOps() {
    grant(Roles.OPS, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
    grant(Roles.OPS, Resources.USER, ANY, Permissions.READ);
    grant(Roles.OPS, Resources.GROUP, ANY, Permissions.READ);
    grant(Roles.OPS, Resources.TASK, ANY, Permissions.READ, Permissions.UPDATE);
    grant(
        Roles.OPS,
        Resources.DEPLOYMENT,
        ANY,
        Permissions.CREATE,
        Permissions.READ,
        Permissions.DELETE);
    grant(
        Roles.OPS,
        Resources.PROCESS_DEFINITION,
        ANY,
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.CREATE_INSTANCE,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.UPDATE_INSTANCE,
        ProcessDefinitionPermissions.SUSPEND_INSTANCE,
        ProcessDefinitionPermissions.DELETE_INSTANCE,
        ProcessDefinitionPermissions.RETRY_JOB,
        ProcessDefinitionPermissions.READ_HISTORY);
    grant(Roles.OPS, Resources.PROCESS_INSTANCE, ANY, ProcessInstancePermissions.CREATE);
    grant(
        Roles.OPS, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
  }

  private void grant(String group, Resource resource, String id, Permission... permissions) {
    var found =
        rights
            .createAuthorizationQuery()
            .authorizationType(AUTH_TYPE_GRANT)
            .groupIdIn(group)
            .resourceType(resource)
            .resourceId(id)
            .singleResult();
    var grant = found == null ? rights.createNewAuthorization(AUTH_TYPE_GRANT) : found;
    grant.setGroupId(group);
    grant.setResource(resource);
    grant.setResourceId(id);
    grant.setPermissions(permissions);
    rights.saveAuthorization(grant);
  }
}
