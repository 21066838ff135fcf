package dev.sopflow.run;

import dev.sopflow.contact.Channel;
import java.util.List;
import java.util.stream.Collectors;

/** By phone or chat a rep can visit a contact; each way needs an address and no refusal. */
final class VisitWays {

  private static final String ADDRESSES =
      """
      select 1 from contact_identity i join (values %s) as way (kind, channel) on way.kind = i.kind
      where i.contact_id = %%s
      """
          .formatted(
              List.of(Channel.CALL, Channel.CHAT).stream()
                  .map(channel -> "('%s', '%s')".formatted(channel.address(), channel))
                  .collect(Collectors.joining(", ")));

  private static final String NOT_REFUSED =
      """
      and not exists (select 1 from consent a where a.contact_id = i.contact_id
        and a.status = 'REFUSED' and a.channel in (way.channel, 'ALL'))
      """;

  private static final String NOT_SUPPRESSED =
      """
      and not exists (select 1 from suppression z
        where z.kind = i.kind and z.id_value = i.id_value)
      """;

  private VisitWays() {}

  /** Whether a way is open to the contact whose id {@code contactId} names around it. */
  static String open(String contactId) {
    return "exists (%s%s%s)".formatted(to(contactId), NOT_REFUSED, NOT_SUPPRESSED);
  }

  /** Why none is open: a {@link dev.sopflow.touch.Reason}, as touches have it. */
  static String whyNone(String contactId) {
    return """
           case when not exists (%1$s) then 'UNREACHABLE'
             when not exists (%1$s%2$s) then 'REFUSED' else 'SUPPRESSED' end
           """
        .formatted(to(contactId), NOT_REFUSED);
  }

  /** Whether none is open, and the contact has refused at least one. */
  static String refused(String contactId) {
    return """
           (exists (select 1 from consent a where a.contact_id = %s and a.status = 'REFUSED'
             and a.channel in ('CALL', 'CHAT', 'ALL')) and not %s)
           """
        .formatted(contactId, open(contactId));
  }

  private static String to(String contactId) {
    return ADDRESSES.formatted(contactId);
  }
}
