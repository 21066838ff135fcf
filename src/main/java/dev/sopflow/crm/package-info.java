/** The CRM beside us: its opportunities come in, and what customers do goes out to it. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"access", "contact", "journal", "run", "time", "touch", "web"})
package dev.sopflow.crm;
