package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How touches are sent.
 *
 * @param optInChannels channels that need an explicit yes before marketing goes out
 * @param spread over how much of a window's opening its touches are spread; at most half the window
 * @param tracking whether links and a picture in messages tell us of clicks and openings
 */
@ConfigurationProperties("sopflow.touch")
record TouchSettings(
    @DefaultValue("SMS") Set<Channel> optInChannels,
    @DefaultValue("30m") Duration spread,
    @DefaultValue("true") boolean tracking,
    @DefaultValue Dispatch dispatch) {

  /**
   * @param batch how many touches one claim takes at most
   * @param threads how many claims of each channel one node works on at once
   * @param lease how long a claimed touch may go without a result before it counts as unknown
   * @param maxTries how often a busy provider is tried
   * @param backoff before the second try; doubled for each further one
   * @param atLeastOnce purposes whose mails go again when no clear answer came
   * @param doubt how long something may still be heard of them before
   * @param channelRest how long a channel that is set up wrongly stands still before a new try
   */
  record Dispatch(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("500") int batch,
      @DefaultValue("4") int threads,
      @DefaultValue("10m") Duration lease,
      @DefaultValue("6") int maxTries,
      @DefaultValue("5m") Duration backoff,
      @DefaultValue("TRANSACTIONAL") Set<Purpose> atLeastOnce,
      @DefaultValue("15m") Duration doubt,
      @DefaultValue("15m") Duration channelRest) {}
}
