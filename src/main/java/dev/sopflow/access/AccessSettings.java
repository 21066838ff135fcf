package dev.sopflow.access;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param users created at start when missing; only the demo and tests name any
 * @param maxFailures wrong passwords for one user from one address, before it must wait
 * @param maxFailuresOfAddress wrong passwords from one address, whoever it tries, likewise
 * @param lockFor how long it must wait
 */
@ConfigurationProperties("sopflow.access")
record AccessSettings(
    @DefaultValue List<SeedUser> users,
    @DefaultValue("8") int maxFailures,
    @DefaultValue("80") int maxFailuresOfAddress,
    @DefaultValue("5m") Duration lockFor) {}
