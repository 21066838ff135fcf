/**
 * The engine room: Camunda configuration, deployment, model checks, decision tables, virtual time.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "access",
      "audience",
      "contact",
      "journal",
      "plan",
      "run",
      "time",
      "touch",
      "web"
    })
package dev.sopflow.engine;
