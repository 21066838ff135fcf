/** Incoming e-mail: tells replies, bounces and complaints apart and reads them from a mailbox. */
package dev.sopflow.touch.email.inbox;
