package dev.sopflow.touch.email.inbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The Message-IDs by which an answer to a mail joins its conversation (RFC 5322, 3.6.4): those that
 * it refers to, and its own last. Nothing but well-formed ones gets in, so that they can stand in a
 * header as they are.
 */
final class MailThread {

  private static final int LONGEST = 1_900;
  private static final Pattern WELL_FORMED = Pattern.compile("<[\\x21-\\x7e&&[^<>]]{1,250}>");

  private MailThread() {}

  /** Joined by spaces; from a long one the middle is left out. Null if there are none. */
  static String of(MailHead head) {
    var ids = new LinkedHashSet<>(head.references());
    if (ids.isEmpty()) {
      ids.addAll(MailHead.idsIn(head.value("In-Reply-To")));
    }
    var own = MailHead.idsIn(head.value("Message-ID"));
    ids.removeAll(own);
    ids.addAll(own);
    ids.removeIf(id -> !WELL_FORMED.matcher(id).matches());
    return ids.isEmpty() ? null : String.join(" ", cut(List.copyOf(ids)));
  }

  /** The first tells where it began; the last ones are what programs go by. */
  private static List<String> cut(List<String> ids) {
    var kept = new ArrayList<String>();
    var room = LONGEST - ids.get(0).length();
    for (var i = ids.size() - 1; i > 0 && room > ids.get(i).length(); i--) {
      room -= ids.get(i).length() + 1;
      kept.add(0, ids.get(i));
    }
    kept.add(0, ids.get(0));
    return kept;
  }
}
