package dev.sopflow.run;

import dev.sopflow.contact.Channel;
import java.util.Arrays;
import java.util.stream.Collectors;

/** When a contact can't be reached by any SOP any more: refused ALL, or every channel they have. */
final class RefusedEverything {

  private static final String WAYS =
      Arrays.stream(Channel.values())
          .map(channel -> "('%s', '%s')".formatted(channel.address(), channel))
          .collect(Collectors.joining(", "));

  private RefusedEverything() {}

  /** The condition on the contact whose id {@code contactId} names in the statement around it. */
  static String sql(String contactId) {
    return """
           (exists (select 1 from consent a where a.contact_id = %1$s and a.status = 'REFUSED'
             and a.channel = 'ALL')
           or (exists (select 1 from consent a where a.contact_id = %1$s and a.status = 'REFUSED')
             and not exists (select 1 from contact_identity i
               join (values %2$s) as way (kind, channel) on way.kind = i.kind
               where i.contact_id = %1$s and not exists (select 1 from consent a
                 where a.contact_id = %1$s and a.status = 'REFUSED' and a.channel = way.channel))))
           """
        .formatted(contactId, WAYS);
  }
}
