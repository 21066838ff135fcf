package dev.sopflow.contact;

/** How high a contact stands in the company; decides when they like to be reached (playbook 1). */
public enum PositionLevel {
  BOSS,
  MANAGER,
  STAFF
}
