/**
 * How: the ledger of every outward act, its gate, dispatcher and couriers; knows no SOP and no
 * engine.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"access", "contact", "content", "time", "web"})
package dev.sopflow.touch;
