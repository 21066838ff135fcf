package dev.sopflow.contact;

/** What makes a person known again (ONE ID); each value belongs to at most one contact. */
public enum IdentityKind {
  /** Lower case. */
  EMAIL,
  /** E.164. */
  PHONE,
  WECOM,
  CRM
}
