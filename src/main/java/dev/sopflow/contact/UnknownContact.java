package dev.sopflow.contact;

/** There is no contact with this id. */
public class UnknownContact extends RuntimeException {

  public UnknownContact(long id) {
    super("There is no contact " + id);
  }
}
