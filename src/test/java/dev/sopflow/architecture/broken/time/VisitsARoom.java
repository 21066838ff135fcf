package dev.sopflow.architecture.broken.time;

import dev.sopflow.architecture.broken.contact.Guest;

/** Breaks the law of directions. */
class VisitsARoom {

  Guest guest;
}
