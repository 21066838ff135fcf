/** The dates of runs: counted from an anchor, moved with it, and shown ahead on one calendar. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "access",
      "audience",
      "contact",
      "form",
      "journal",
      "run",
      "time",
      "touch",
      "web"
    })
package dev.sopflow.plan;
