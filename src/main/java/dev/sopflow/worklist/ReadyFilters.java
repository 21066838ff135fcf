package dev.sopflow.worklist;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import dev.sopflow.access.Roles;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The filters that everyone finds in Tasklist. Only the house makes filters, because they may carry
 * expressions that run code.
 */
@Component
class ReadyFilters implements SmartInitializingSingleton {

  private static final String ME = "${currentUser()}";

  private final FilterService filters;
  private final TaskService tasks;
  private final AuthorizationService rights;
  private final MessageSource messages;

  ReadyFilters(
      FilterService filters,
      TaskService tasks,
      AuthorizationService rights,
      MessageSource messages) {
    this.filters = filters;
    this.tasks = tasks;
    this.rights = rights;
    this.messages = messages;
  }

  @Override
  public void afterSingletonsInstantiated() {
    decisions(0);
    everyone("mine", 10, tasks.createTaskQuery().taskAssigneeExpression(ME));
    everyone("unclaimed", 20, tasks.createTaskQuery().taskCandidateUserExpression(ME));
    everyone("overdue", 30, tasks.createTaskQuery().dueBeforeExpression("${now()}"));
    everyone("priority", 40, tasks.createTaskQuery().orderByTaskPriority().desc());
  }

  private void everyone(String code, int position, TaskQuery query) {
    provide(code, position, query, List.of(Roles.REP, Roles.OPS));
  }

  private void decisions(int position) {
    var waiting = tasks.createTaskQuery().taskCandidateGroup(Roles.OPS).includeAssignedTasks();
    provide("decisions", position, waiting, List.of(Roles.OPS));
  }

  private void provide(String code, int position, TaskQuery query, List<String> readers) {
    var name = say(code);
    var known = filters.createFilterQuery().filterName(name).singleResult();
    var filter = known == null ? filters.newTaskFilter(name) : known;
    filter.setQuery(query.orderByDueDate().asc());
    filter.setProperties(Map.of("priority", position, "refresh", true, "description", ""));
    filters.saveFilter(filter);
    if (known == null) {
      readers.forEach(group -> mayRead(group, filter));
    }
  }

  private void mayRead(String group, Filter filter) {
    var grant = rights.createNewAuthorization(AUTH_TYPE_GRANT);
    grant.setGroupId(group);
    grant.setResource(Resources.FILTER);
    grant.setResourceId(filter.getId());
    grant.addPermission(Permissions.READ);
    rights.saveAuthorization(grant);
  }

  private String say(String code) {
    return messages.getMessage("worklist.filter." + code, null, LocaleContextHolder.getLocale());
  }
}
