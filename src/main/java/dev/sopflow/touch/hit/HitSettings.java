package dev.sopflow.touch.hit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told from programs.
 *
 * @param settle how long after a hit it is judged, so that what came with it is known
 * @param openAfter nobody opens a message sooner after it was sent
 * @param clickAfter nobody follows a link sooner after it was sent
 * @param crowd so many readers at once behind one network are a program
 */
@ConfigurationProperties("sopflow.touch.hits")
record HitSettings(
    @DefaultValue("10s") Duration settle,
    @DefaultValue("2s") Duration openAfter,
    @DefaultValue("5s") Duration clickAfter,
    @DefaultValue("10") int crowd) {}
