/** A fictional company with a clock that can be moved, to try Sopflow with. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "access",
      "audience",
      "contact",
      "content",
      "engine",
      "journal",
      "run",
      "time",
      "touch",
      "web"
    })
package dev.sopflow.demo;
