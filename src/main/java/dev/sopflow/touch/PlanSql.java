package dev.sopflow.touch;

import dev.sopflow.contact.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one statement that plans a whole set: for each contact the first channel that works, and for
 * that channel the rendition in their language. {@code offset 0} keeps PostgreSQL from merging the
 * levels, which would ask each question about a contact again wherever its answer is used; {@code
 * not in} lets it read what is planned already once, and not once a contact while the ledger grows;
 * rows go in by contact, so that whoever changes contacts in that order never waits in a circle.
 */
final class PlanSql {

  private static final String RECEIVED =
      "x.state in ('PLANNED','HELD','CLAIMED','SENT','UNKNOWN') and " + Signals.arrives("x");

  private final SendPlan plan;
  private final List<Offer> offers;
  private final List<Channel> channels;
  private final Set<Channel> optIn;
  private final String defaultLanguage;
  private final Map<String, Object> params = new HashMap<>();

  PlanSql(SendPlan plan, List<Offer> offers, Set<Channel> optIn, String defaultLanguage) {
    this.plan = plan;
    this.offers = offers;
    this.channels = withContent(plan.channels(), offers);
    this.optIn = plan.purpose() == Purpose.MARKETING ? optIn : Set.of();
    this.defaultLanguage = defaultLanguage;
  }

  /** A channel that the content has no rendition for is no choice, unless none has any. */
  private static List<Channel> withContent(List<Channel> channels, List<Offer> offers) {
    var left =
        channels.stream()
            .filter(c -> offers.stream().anyMatch(o -> o.channel().equals(c.name())))
            .toList();
    return left.isEmpty() ? channels : left;
  }

  Map<String, Object> params() {
    return params;
  }

  String sql() {
    return """
    insert into touch (run_id, step, occurrence, contact_id, way, channel, purpose, content_version_id,
      piece, state, reason, due_at, useful_until, planned_at, done_at)
    select :planRun, cast(:planStep as varchar(100)), :planOccurrence, r.contact_id, :planWay, r.channel,
      '%s', v.id, p.piece,
      case when v.id is null then 'DROPPED' else cast(:planState as varchar(10)) end,
      case when v.id is not null then null else coalesce(r.reason, '%s') end,
      %s, %s, %s, case when v.id is null then %s end
    from (
      select a.contact_id, a.channel, a.reason, %s as version_id
      from (
        select s.contact_id, s.language, s.main_language, %s as channel, %s as reason
        from (
          select k.id as contact_id, coalesce(k.language, '') as language,
            substring(coalesce(k.language, '') from 1
              for position('-' in coalesce(k.language, '') || '-') - 1) as main_language,
            %s
          from contact k
          where k.id in (select contact_id from (%s) chosen)
          and k.id not in (select x.contact_id from touch x where x.run_id = :planRun
            and x.step = :planStep and x.occurrence = :planOccurrence and x.way = :planWay)
          offset 0 rows
        ) s
        offset 0 rows
      ) a
      offset 0 rows
    ) r
    left join content_version v on v.id = r.version_id
    left join content p on p.id = v.content_id
    order by r.contact_id
    """
        .formatted(
            plan.purpose().name(),
            Offers.whyNothing(plan, offers),
            time("planDueAt"),
            time("planUsefulUntil"),
            time("planNow"),
            time("planNow"),
            version(),
            firstWorkingChannel(),
            whyNoChannel(),
            channelStates(),
            plan.to().sql());
  }

  private static String time(String param) {
    return "cast(:" + param + " as timestamp(6) with time zone)";
  }

  /** c0, c1, ..: OK, or why the channel can't be used for a contact. */
  private String channelStates() {
    var columns = new ArrayList<String>();
    for (var i = 0; i < channels.size(); i++) {
      columns.add(state(channels.get(i)) + " as c" + i);
    }
    return String.join(",\n", columns);
  }

  private String state(Channel channel) {
    var address =
        "select 1 from contact_identity i where i.contact_id = k.id and i.kind = '"
            + channel.address()
            + "'";
    var said = "select 1 from consent n where n.contact_id = k.id and n.status = '";
    var optInCheck =
        optIn.contains(channel)
            ? "when not exists (%sGRANTED' and n.channel = '%s') then 'NO_CONSENT' "
                .formatted(said, channel)
            : "";
    return "case when not exists (%s) then 'UNREACHABLE' ".formatted(address)
        + "when exists (%sREFUSED' and n.channel in ('%s', 'ALL')) then 'REFUSED' "
            .formatted(said, channel)
        + optInCheck
        + "when not exists (%s and not exists (select 1 from suppression z ".formatted(address)
        + "where z.kind = i.kind and z.id_value = i.id_value)) then 'SUPPRESSED' else 'OK' end";
  }

  private String firstWorkingChannel() {
    var sql = new StringBuilder("case ");
    for (var i = 0; i < channels.size(); i++) {
      sql.append("when s.c%d = 'OK' then '%s' ".formatted(i, channels.get(i)));
    }
    return sql.append("else '%s' end".formatted(channels.get(0))).toString();
  }

  private String whyNoChannel() {
    var sql = new StringBuilder("case ");
    for (var i = 0; i < channels.size(); i++) {
      sql.append("when s.c%d = 'OK' then null ".formatted(i));
    }
    for (var i = 0; i < channels.size(); i++) {
      sql.append("when s.c%d <> 'UNREACHABLE' then s.c%d ".formatted(i, i));
    }
    return sql.append("else 'UNREACHABLE' end").toString();
  }

  private String version() {
    if (offers.isEmpty()) {
      return "cast(null as bigint)";
    }
    var sql = new StringBuilder("case when a.reason is not null then null ");
    byPiece().forEach((piece, renditions) -> sql.append(choose(piece, renditions)));
    return sql.append("end").toString();
  }

  private Map<String, List<Offer>> byPiece() {
    var pieces = new LinkedHashMap<String, List<Offer>>();
    offers.forEach(o -> pieces.computeIfAbsent(o.piece(), p -> new ArrayList<>()).add(o));
    return pieces;
  }

  private String choose(String piece, List<Offer> renditions) {
    var rendition = rendition(renditions);
    if (plan.content().piece() != null) {
      return "else " + rendition + " ";
    }
    return "when %s is not null and not exists (select 1 from touch x where x.contact_id = a.contact_id and x.piece = :%s and %s)%s then %s "
        .formatted(rendition, param("planPiece", piece), RECEIVED, wanted(renditions), rendition);
  }

  /** Who refused a topic gets the next piece of another. */
  private String wanted(List<Offer> renditions) {
    var topic = renditions.get(0).topic();
    return topic == null || plan.purpose() != Purpose.MARKETING
        ? ""
        : " and not exists (select 1 from topic_refusal z where z.contact_id = a.contact_id and z.topic = :%s)"
            .formatted(param("planTopic", topic));
  }

  private String rendition(List<Offer> renditions) {
    var sql = new StringBuilder("(case a.channel ");
    for (var channel : channels) {
      var inChannel = renditions.stream().filter(o -> o.channel().equals(channel.name())).toList();
      if (!inChannel.isEmpty()) {
        sql.append("when '%s' then %s ".formatted(channel, inLanguage(inChannel)));
      }
    }
    return sql.append("else null end)").toString();
  }

  private String inLanguage(List<Offer> inChannel) {
    var sql = new StringBuilder("case ");
    for (var column : List.of("a.language", "a.main_language")) {
      inChannel.forEach(
          o ->
              sql.append(
                  "when %s = :%s then %d "
                      .formatted(column, param("planLanguage", o.language()), o.versionId())));
    }
    return sql.append("else %s end".formatted(inDefaultLanguage(inChannel))).toString();
  }

  private String inDefaultLanguage(List<Offer> inChannel) {
    return inChannel.stream()
        .filter(o -> o.language().equals(defaultLanguage))
        .findFirst()
        .map(o -> "" + o.versionId())
        .orElse("cast(null as bigint)");
  }

  private String param(String prefix, String value) {
    var name = prefix + params.size();
    params.put(name, value);
    return name;
  }
}
