package dev.sopflow.contact.list;

/** What a column of a list can be about. */
public enum Field {
  NAME,
  FIRST_NAME,
  LAST_NAME,
  EMAIL,
  MOBILE,
  PHONE,
  WECOM,
  CRM,
  COMPANY,
  TITLE,
  CITY,
  OWNER,
  ZONE,
  LANGUAGE,
  REGION,
  TAGS,
  /** Known, and of no use: what our own report adds to a row. */
  IGNORED;

  /** Whether a person can be known again by it. */
  boolean identifies() {
    return this == EMAIL || this == MOBILE || this == PHONE || this == WECOM || this == CRM;
  }
}
