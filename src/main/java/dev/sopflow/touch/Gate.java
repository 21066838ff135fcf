package dev.sopflow.touch;

import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Decides at send time whether, and when, a touch may go out. */
@Component
class Gate {

  static final String USEFUL_UNTIL = "useful-until";

  private final List<Rule> rules;

  @Autowired
  Gate(Rules rules) {
    this(rules.all());
  }

  private Gate(List<Rule> rules) {
    this.rules = rules;
  }

  /** The same gate with one rule switched off, to show that the rule matters. */
  Gate without(String rule) {
    if (rules.stream().noneMatch(r -> r.name().equals(rule))) {
      throw new IllegalArgumentException("The gate has no rule '" + rule + "'");
    }
    return new Gate(rules.stream().filter(r -> !r.name().equals(rule)).toList());
  }

  List<String> ruleNames() {
    return rules.stream().map(Rule::name).toList();
  }

  /** The strictest of all rules; a deferral beyond the touch's use drops it. */
  Verdict judge(Facts facts, Instant now) {
    var verdict = Verdict.SEND;
    for (var rule : rules) {
      verdict = verdict.and(rule.of(facts, now));
      if (verdict.kind() == Verdict.Kind.DROP) {
        return verdict;
      }
    }
    return isTooLate(verdict, facts) ? Verdict.drop(Reason.TOO_LATE) : verdict;
  }

  private boolean isTooLate(Verdict verdict, Facts facts) {
    return verdict.kind() == Verdict.Kind.DEFER
        && verdict.notBefore().isAfter(facts.touch().usefulUntil())
        && ruleNames().contains(USEFUL_UNTIL);
  }
}
