/** Runs and their participants, and the visits that reps owe them. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "access",
      "audience",
      "contact",
      "content",
      "form",
      "journal",
      "time",
      "touch",
      "web"
    })
package dev.sopflow.run;
