package dev.sopflow.contact;

/** A way to reach a contact, and the identity that it needs for that. */
public enum Channel {
  EMAIL(IdentityKind.EMAIL),
  SMS(IdentityKind.PHONE),
  CALL(IdentityKind.PHONE),
  CHAT(IdentityKind.WECOM);

  private final IdentityKind address;

  Channel(IdentityKind address) {
    this.address = address;
  }

  public IdentityKind address() {
    return address;
  }
}
