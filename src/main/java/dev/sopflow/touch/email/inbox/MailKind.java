package dev.sopflow.touch.email.inbox;

/** What an incoming mail is. */
enum MailKind {
  /** A person seems to have written it, whether or not it answers one of our mails. */
  REPLY,
  /** A machine answered for the person: out of office, receipt of a ticket. */
  AUTO_REPLY,
  /** The address does not exist: the only kind that suppresses it at once. */
  HARD_BOUNCE,
  /** Given up for now: mailbox full, server away, or a reason that nobody can tell. */
  SOFT_BOUNCE,
  /** Given up because of our mail or us: policy, content, reputation. */
  REFUSED_MAIL,
  /** A server is still trying; says nothing about the address. */
  DELAY_NOTICE,
  DELIVERED,
  /** Handed on to a server that sends no reports. */
  PASSED_ON,
  /** The reader called our mail spam. */
  COMPLAINT,
  /** Nothing that concerns a touch: newsletters, read receipts, what can't be understood. */
  OTHER
}
