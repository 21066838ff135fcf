/** Who: contacts and companies under ONE ID, consent and suppression; list import. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"journal", "time", "web"})
package dev.sopflow.contact;
