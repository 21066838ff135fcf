package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.util.List;

/** Port: the team's table of how often one contact may be touched, across all SOPs. */
public interface FrequencyCaps {

  /** Every cap that counts for a touch by {@code channel}; empty means no cap. */
  List<FrequencyCap> of(Channel channel);
}
