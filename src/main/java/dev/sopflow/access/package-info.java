/** Who may do what: users, roles, login, REST security. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"web"})
package dev.sopflow.access;
