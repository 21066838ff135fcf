/** Whom: stacked conditions that name a set of contacts. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"contact", "time", "web"})
package dev.sopflow.audience;
