package dev.sopflow.content.web;

import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds contacts by a part of their name or company, to preview with. */
@Repository
class ContactPicker {

  /**
   * @param company or null
   */
  record Choice(long id, String name, String company) {}

  private static final int SHOWN = 8;

  private final JdbcClient db;

  ContactPicker(JdbcClient db) {
    this.db = db;
  }

  /** The first few that fit, by name; without words, the first few of all. */
  List<Choice> find(String words) {
    var part =
        (words == null ? "" : words.strip().toLowerCase(Locale.ROOT)).replaceAll("[!%_]", "!$0");
    return db.sql(
            """
            select ct.id, ct.full_name as name, co.name as company
            from contact ct left join company co on co.id = ct.company_id
            where lower(ct.full_name) like :part escape '!' or lower(co.name) like :part escape '!'
            order by ct.full_name, ct.id
            limit :shown
            """)
        .param("part", "%" + part + "%")
        .param("shown", SHOWN)
        .query(Choice.class)
        .list();
  }
}
