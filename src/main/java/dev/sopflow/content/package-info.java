/** What: the library of pieces with their marks, versions and validity; rendering. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"access", "contact", "time", "web"})
package dev.sopflow.content;
