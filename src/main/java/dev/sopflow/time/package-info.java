/** One clock, business days, send windows: pure rules over {@code java.time}. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package dev.sopflow.time;
