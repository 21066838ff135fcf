package dev.sopflow.plan;

import java.util.List;
import java.util.Map;

/**
 * What a plan is made of.
 *
 * @param table the key of its decision table
 * @param rows what the table answered
 * @param anchor the date to count from, as the run was told it
 * @param zone time zone id, or null for the house's own
 * @param variables of the run; one with the name of a date is a date that a person chose
 */
public record PlanOrder(
    String table,
    List<Map<String, Object>> rows,
    Object anchor,
    String zone,
    Map<String, Object> variables) {}
