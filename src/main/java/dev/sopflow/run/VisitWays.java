package dev.sopflow.run;

import dev.sopflow.contact.Channel;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * By which channels a rep can visit a contact; each needs an address and no refusal.
 *
 * @param addresses the contact's addresses {@code i} with the channel {@code way} of each
 */
record VisitWays(String addresses) {

  /** Those of an open visit {@code v} in the statement around. */
  static final VisitWays OF_VISIT =
      new VisitWays(
          addressesFor(Arrays.asList(Channel.values()))
              + " and position(way.channel in v.ways) > 0");

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

  /** These. */
  static VisitWays by(Collection<Channel> channels) {
    return new VisitWays(addressesFor(channels));
  }

  private static String addressesFor(Collection<Channel> channels) {
    return """
        select 1 from contact_identity i join (values %s) as way (kind, channel) on way.kind = i.kind
        where i.contact_id = %%1$s\
        """
        .formatted(
            channels.stream()
                .map(channel -> "('%s', '%s')".formatted(channel.address(), channel))
                .collect(Collectors.joining(", ")));
  }

  /** Whether a way is open to the contact whose id {@code contactId} names around it. */
  String open(String contactId) {
    return "exists (%s%s%s)".formatted(to(contactId), NOT_REFUSED, NOT_SUPPRESSED);
  }

  /** Why none is open: a {@link dev.sopflow.touch.Reason}, as touches have it. */
  String whyNone(String contactId) {
    return """
           case when not exists (%1$s) then 'UNREACHABLE'
             when not exists (%1$s%2$s) then 'REFUSED' else 'SUPPRESSED' end
           """
        .formatted(to(contactId), NOT_REFUSED);
  }

  /** Whether none is open to an open visit {@code v}, and the contact has refused at least one. */
  static String refused(String contactId) {
    return """
           (exists (select 1 from consent a where a.contact_id = %s and a.status = 'REFUSED'
             and (a.channel = 'ALL' or position(a.channel in v.ways) > 0)) and not %s)
           """
        .formatted(contactId, OF_VISIT.open(contactId));
  }

  private String to(String contactId) {
    return addresses.formatted(contactId);
  }
}
