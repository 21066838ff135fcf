package dev.sopflow.run;

/** A contact registered for what a run is about; told once for each run. */
record ContactRegistered(long runId, long contactId) {}
