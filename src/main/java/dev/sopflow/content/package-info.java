/** What: the library of pieces with their marks, versions and validity; rendering. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"contact", "time", "web"})
package dev.sopflow.content;
