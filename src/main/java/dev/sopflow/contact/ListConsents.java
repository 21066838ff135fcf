package dev.sopflow.contact;

import dev.sopflow.time.DbTime;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Consent that comes with a list, a set of contacts at a time. */
@Repository
class ListConsents {

  /** A contact agreed to a channel. */
  record Agreed(long contactId, Channel channel) {}

  private final NamedParameterJdbcTemplate db;
  private final Clock clock;

  ListConsents(NamedParameterJdbcTemplate db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** The channels about which each contact has said yes or no; no to all is an answer to each. */
  Map<Long, Set<Channel>> answered(Collection<Long> contactIds) {
    var answers = new HashMap<Long, Set<Channel>>();
    db.query(
        "select contact_id, channel from consent where contact_id = any(:ids)",
        new MapSqlParameterSource("ids", new SqlArrayValue("bigint", contactIds.toArray())),
        (ResultSet row) -> {
          answers
              .computeIfAbsent(row.getLong(1), id -> EnumSet.noneOf(Channel.class))
              .addAll(channels(row.getString(2)));
        });
    return answers;
  }

  private static Set<Channel> channels(String name) {
    return "ALL".equals(name) ? EnumSet.allOf(Channel.class) : Set.of(Channel.valueOf(name));
  }

  /** Stores agreements of contacts that had not answered. */
  void store(List<Agreed> agreements, String source) {
    if (!agreements.isEmpty()) {
      db.batchUpdate(
          "insert into consent values (:contact, :channel, 'GRANTED', :source, :at)",
          agreements.stream().map(one -> row(one, source)).toArray(SqlParameterSource[]::new));
    }
  }

  private MapSqlParameterSource row(Agreed one, String source) {
    return new MapSqlParameterSource("contact", one.contactId())
        .addValue("channel", one.channel().name())
        .addValue("source", Names.clean(source, 200))
        .addValue("at", DbTime.db(clock.instant()));
  }
}
