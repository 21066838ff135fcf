package dev.sopflow.contact;

import java.util.List;

/** A known contact: who they are to us, and what is known about them. */
record Person(long id, PositionLevel level, Profile profile) {

  Contact contact() {
    return new Contact(
        id,
        profile.fullName(),
        orNull(profile.company()),
        orNull(profile.positionTitle()),
        level,
        orNull(profile.owner()),
        orNull(profile.zone()),
        orNull(profile.language()),
        orNull(profile.region()),
        orNull(profile.city()),
        preferred(IdentityKind.EMAIL),
        preferred(IdentityKind.PHONE),
        preferred(IdentityKind.WECOM),
        preferred(IdentityKind.CRM),
        List.copyOf(profile.tags()),
        profile.attributes());
  }

  private String preferred(IdentityKind kind) {
    return profile.valuesOf(kind).stream().findFirst().orElse(null);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
