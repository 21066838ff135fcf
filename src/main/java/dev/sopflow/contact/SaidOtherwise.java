package dev.sopflow.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody said of themselves that we know otherwise: it changes nothing, and stands in the
 * contact's history for a colleague to look at. The same again is not written twice.
 */
@Component
class SaidOtherwise {

  private static final String KIND = "SAID_OTHERWISE";

  private final JdbcClient db;
  private final People people;
  private final PeopleWriter writer;
  private final Words words;

  SaidOtherwise(JdbcClient db, People people, PeopleWriter writer, Words words) {
    this.db = db;
    this.people = people;
    this.writer = writer;
    this.words = words;
  }

  /** Compares in the caller's transaction what was said with what is known after it was taken. */
  void note(long contactId, Profile said, String actor) {
    people.withIds(List.of(contactId)).stream()
        .map(known -> otherwise(said, known.profile()))
        .filter(detail -> !detail.isEmpty() && !isNoted(contactId, detail))
        .forEach(detail -> writer.note(Map.of(contactId, KIND), detail, actor));
  }

  private String otherwise(Profile said, Profile known) {
    var parts = new ArrayList<String>();
    if (!Names.same(said.fullName(), known.fullName())) {
      parts.add(words.say("contact.said.name", said.fullName()));
    }
    said.valuesOf(IdentityKind.PHONE).stream()
        .filter(phone -> !known.valuesOf(IdentityKind.PHONE).contains(phone))
        .forEach(phone -> parts.add(words.say("contact.said.phone", phone)));
    return Names.clean(String.join("; ", parts), 1000);
  }

  private boolean isNoted(long contactId, String detail) {
    return db.sql(
                """
                select count(*) from contact_event
                where contact_id = :id and kind = :kind and detail = :detail
                """)
            .param("id", contactId)
            .param("kind", KIND)
            .param("detail", detail)
            .query(Integer.class)
            .single()
        > 0;
  }
}
