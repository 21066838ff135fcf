/** Registering for what a run is about: by a public page, a personal link, or another system. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "access", "contact", "content", "form", "journal", "run", "time", "touch", "web"
    })
package dev.sopflow.registration;
