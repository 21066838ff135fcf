/** Measures, timelines and reviews: reads every room, writes no other; keeps its own reviews. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "access", "contact", "content", "journal", "run", "time", "touch", "web"
    })
package dev.sopflow.insight;
