package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.time.Duration;

/**
 * At most {@code max} touches to one contact in any {@code per}.
 *
 * @param channel the channel that is counted, or null for all channels together
 */
public record FrequencyCap(Channel channel, int max, Duration per) {}
