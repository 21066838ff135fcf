package dev.sopflow.content;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who signs what goes out.
 *
 * @param company our company's name
 * @param name the team or person that signs
 * @param address the postal address that a commercial mail must carry
 */
@ConfigurationProperties("sopflow.sender")
public record Sender(
    @DefaultValue("Lumen Desk") String company,
    @DefaultValue("The Lumen Desk team") String name,
    @DefaultValue("1 Harbour Lane, Sample City") String address) {}
