/** The vocabulary of the models: one small delegate per verb. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "access",
      "audience",
      "contact",
      "content",
      "insight",
      "journal",
      "plan",
      "registration",
      "run",
      "time",
      "touch"
    })
package dev.sopflow.step;
