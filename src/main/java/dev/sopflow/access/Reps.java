package dev.sopflow.access;

import java.util.List;

/** Port: the users who make visits, and what colleagues are called. */
public interface Reps {

  /** Whether a note can reach somebody under this name: a user's or a role's. */
  boolean isRecipient(String userOrRole);

  /** User names of everyone in the role rep, in a stable order. */
  List<String> userNames();

  /**
   * What a user is called among colleagues: first and last name; the user name if those are not
   * known.
   *
   * @param userName or null
   * @return null for null
   */
  String fullNameOf(String userName);

  /**
   * How a user signs to customers: first and last name.
   *
   * @param userName or null
   * @return null for nobody and where no name is known, since a user name is not for customers
   */
  String signatureOf(String userName);
}
