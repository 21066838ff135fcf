package dev.sopflow.contact;

import dev.sopflow.web.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds people by the beginnings of words; each way is one look into an index. */
@Repository
class ContactSearch {

  private static final String ALL = "select id from contact";

  private static final String BY_WORDS =
      """
      select id from contact where name_key like :begins
      union select id from contact where turned_key like :begins
      union select contact_id from contact_identity where id_value like :begins
      union select contact_id from contact_identity where id_value like :phone
      union select contact_id from contact_identity where id_value like :national
      union select contact_id from contact_identity where id_value like :asTyped
      union select contact.id from company join contact on contact.company_id = company.id
        where company.name_key like :begins\
      """;

  private final JdbcClient db;
  private final People people;
  private final String defaultRegion;

  ContactSearch(
      JdbcClient db, People people, @Value("${sopflow.default-region:US}") String defaultRegion) {
    this.db = db;
    this.people = people;
    this.defaultRegion = defaultRegion;
  }

  Page<Contact> find(String words, Page.Asked page) {
    var key = Names.key(words);
    var sql = key.isEmpty() ? ALL : BY_WORDS;
    var params = key.isEmpty() ? Map.<String, Object>of() : params(key, words);
    var total =
        db.sql("select count(*) from (" + sql + ") found")
            .params(params)
            .query(Long.class)
            .single();
    var ids = total == 0 ? List.<Long>of() : ids(sql, params, page);
    return page.of(people.withIds(ids).stream().map(Person::contact).toList(), total);
  }

  private List<Long> ids(String sql, Map<String, Object> params, Page.Asked page) {
    return db.sql(
            "select id from contact where id in ("
                + sql
                + ") order by name_key, id limit :size offset :offset")
        .params(params)
        .param("size", page.size())
        .param("offset", page.offset())
        .query(Long.class)
        .list();
  }

  private Map<String, Object> params(String key, String words) {
    var phones = Addresses.phoneBeginnings(words, defaultRegion);
    var params = new LinkedHashMap<String, Object>();
    params.put("begins", begins(key));
    params.put("asTyped", begins(Names.clean(words, 200)));
    params.put("phone", phones.isEmpty() ? "" : begins(phones.get(0)));
    params.put("national", phones.size() < 2 ? "" : begins(phones.get(1)));
    return params;
  }

  private static String begins(String text) {
    return text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
  }
}
