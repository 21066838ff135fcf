package dev.sopflow.contact;

import dev.sopflow.contact.list.ListRow;
import java.util.List;

/**
 * What a row of a list says about a person.
 *
 * @param rejected the row can't be taken, for the problems given
 */
record Reading(ListRow row, Profile profile, boolean rejected, List<Problem> problems) {}
