package dev.sopflow.audience;

import org.springframework.stereotype.Component;

/** {@code {"tag": "webinar-2026"}}: has the tag. */
@Component
class ByTag implements ConditionKind {

  @Override
  public String key() {
    return "tag";
  }

  @Override
  public Condition read(Json json) {
    json.only("tag");
    var tag = json.at("tag").text();
    return params ->
        "exists (select 1 from contact_tag t where t.contact_id = ct.id and t.tag = "
            + params.bind(tag)
            + ")";
  }
}
