/** Says that it knows no room, and knows one. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package dev.sopflow.architecture.broken.time;
