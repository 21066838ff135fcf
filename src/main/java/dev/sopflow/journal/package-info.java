/** The ops journal, day by day, and notes to colleagues. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"time", "web"})
package dev.sopflow.journal;
