package dev.sopflow.contact;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was known about a person before and after something was learned. */
record Change(Profile before, Profile after) {

  /** New identities, each with whether it becomes the preferred one of its kind. */
  Map<Identity, Boolean> newIdentities() {
    var fresh = new LinkedHashMap<Identity, Boolean>();
    var known = new HashSet<IdentityKind>();
    for (var identity : after.identities()) {
      var first = known.add(identity.kind());
      if (!before.identities().contains(identity)) {
        fresh.put(identity, first);
      }
    }
    return fresh;
  }

  List<String> newTags() {
    return after.tags().stream().filter(tag -> !before.tags().contains(tag)).toList();
  }

  Map<String, String> newAttributes() {
    var fresh = new LinkedHashMap<>(after.attributes());
    fresh.keySet().removeAll(before.attributes().keySet());
    return fresh;
  }
}
