package dev.sopflow.touch.email.inbox;

import java.util.List;

/**
 * What an incoming mail says.
 *
 * @param messageIds Message-IDs of mails that it may be about, the likeliest first; any may be
 *     forged
 * @param from the sender's bare address, or null
 * @param failedAddress the address that a report or complaint is about, or null
 * @param status the enhanced status code (RFC 3463) of a report, or null
 * @param words what the server said, without addresses, or null
 * @param subject of a reply, else null
 * @param text what the writer of a reply wrote, without the mail it quotes; else null
 */
record SortedMail(
    MailKind kind,
    List<String> messageIds,
    String from,
    String failedAddress,
    String status,
    String words,
    String subject,
    String text) {

  SortedMail with(List<String> ids) {
    return new SortedMail(kind, ids, from, failedAddress, status, words, subject, text);
  }

  static SortedMail other() {
    return new SortedMail(MailKind.OTHER, List.of(), null, null, null, null, null, null);
  }
}
