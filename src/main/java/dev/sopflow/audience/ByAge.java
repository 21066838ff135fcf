package dev.sopflow.audience;

import org.springframework.stereotype.Component;

/** {@code {"createdWithinDays": 30}}: came to us in the last days. */
@Component
class ByAge implements ConditionKind {

  @Override
  public String key() {
    return "createdWithinDays";
  }

  @Override
  public Condition read(Json json) {
    json.only(key());
    int days = json.at(key()).number(1, Behaviour.MAX_DAYS);
    return params -> "ct.created_at >= " + params.bindDaysAgo(days);
  }
}
