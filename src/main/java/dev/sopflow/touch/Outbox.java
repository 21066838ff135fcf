package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import dev.sopflow.time.DbTime;
import dev.sopflow.time.Zones;
import dev.sopflow.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The messages that the sandbox kept. */
@Service
public class Outbox {

  private static final String FROM =
      """
      from outbox_message o join touch t on t.id = o.touch_id
      join contact k on k.id = t.contact_id
      """;

  private static final String SAYS =
      """
       and (lower(k.full_name) like :words or lower(o.address) like :words
        or lower(coalesce(o.subject, o.body)) like :words)
      """;

  private final JdbcClient db;
  private final Zones zones;

  Outbox(JdbcClient db, Zones zones) {
    this.db = db;
    this.zones = zones;
  }

  /**
   * The kept messages, newest first.
   *
   * @param channel or null for all
   * @param words part of a name, an address or a subject; null or blank for all
   */
  public Page<OutboxMessage> find(Channel channel, String words, Page.Asked page) {
    var items =
        fitting(
                "select o.*, t.run_id, t.contact_id, k.full_name, k.zone, k.region " + FROM,
                " order by o.at desc, o.id desc offset :offset rows fetch next :size rows only",
                channel,
                words)
            .param("offset", page.offset())
            .param("size", page.size())
            .query((row, n) -> message(row))
            .list();
    var joined = like(words) == null ? "from outbox_message o" : FROM;
    var total = fitting("select count(*) " + joined, "", channel, words).query(Long.class).single();
    return page.of(items, total);
  }

  private JdbcClient.StatementSpec fitting(
      String select, String order, Channel channel, String words) {
    var where = new StringBuilder(" where 1 = 1");
    if (channel != null) {
      where.append(" and o.channel = :channel");
    }
    if (like(words) != null) {
      where.append(SAYS);
    }
    return db.sql(select + where + order)
        .param("channel", channel == null ? null : channel.name())
        .param("words", like(words));
  }

  private static String like(String words) {
    if (words == null || words.isBlank()) {
      return null;
    }
    var plain = words.strip().toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1");
    return "%" + plain.substring(0, Math.min(plain.length(), 150)) + "%";
  }

  public Optional<OutboxMessage> find(long id) {
    return db.sql(
            "select o.*, t.run_id, t.contact_id, k.full_name, k.zone, k.region "
                + FROM
                + " where o.id = :id")
        .param("id", id)
        .query((row, n) -> message(row))
        .optional();
  }

  private OutboxMessage message(ResultSet row) throws SQLException {
    return new OutboxMessage(
        row.getLong("id"),
        row.getLong("touch_id"),
        row.getLong("run_id"),
        row.getLong("contact_id"),
        row.getString("full_name"),
        Channel.valueOf(row.getString("channel")),
        row.getString("address"),
        row.getString("subject"),
        row.getString("html"),
        row.getString("body"),
        row.getString("headers"),
        DbTime.instant(row, "at"),
        zones.of(row.getString("zone"), row.getString("region")));
  }
}
