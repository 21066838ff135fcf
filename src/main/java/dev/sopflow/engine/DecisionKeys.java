package dev.sopflow.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which decision tables answer the house's own questions.
 *
 * @param positionLevel from a job title to a level
 * @param sendWindow from channel and level to hours of the day
 * @param frequencyCap from a channel to the caps that count
 */
@ConfigurationProperties("sopflow.decisions")
record DecisionKeys(String positionLevel, String sendWindow, String frequencyCap) {}
