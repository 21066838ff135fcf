/** Measures, timelines and figures: reads every room, writes none. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"contact", "content", "journal", "run", "time", "touch", "web"})
package dev.sopflow.insight;
