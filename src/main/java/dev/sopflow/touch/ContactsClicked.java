package dev.sopflow.touch;

import java.util.List;

/**
 * People followed links that nobody was known to have followed in the same message before; those
 * that were found out in one turn, in its transaction, which has locked their contacts.
 */
public record ContactsClicked(List<ContactClicked> clicks) {

  public ContactsClicked {
    clicks = List.copyOf(clicks);
  }
}
