/** Reps' work in Tasklist: filters, and the customer beside the task. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "access", "contact", "content", "insight", "run", "time", "touch", "web"
    })
package dev.sopflow.worklist;
