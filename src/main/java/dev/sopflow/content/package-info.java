/** What: the library of pieces with their marks, versions and validity; rendering. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"access", "contact", "journal", "time", "web"})
package dev.sopflow.content;
