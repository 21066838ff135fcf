package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.PositionLevel;
import dev.sopflow.time.SendWindow;
import java.util.List;

/** Port: the team's table of when readers of a position like to be reached (playbook 1). */
public interface SendWindows {

  /** The windows for a channel and level; empty means never by this channel. */
  List<SendWindow> of(Channel channel, PositionLevel level);
}
