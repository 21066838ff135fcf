package dev.sopflow.insight;

import dev.sopflow.insight.Rates.Line;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which pieces of content do best, and which had better be stopped. */
@Service
public class ContentRanking {

  private final JdbcClient db;
  private final Rates rates;
  private final Verdicts verdicts;

  ContentRanking(JdbcClient db, Rates rates, Verdicts verdicts) {
    this.db = db;
    this.rates = rates;
    this.verdicts = verdicts;
  }

  /**
   * A version of a piece.
   *
   * @param name as the library has it
   * @param goesOut whether it is the version that goes out now
   * @param others all others of its channel
   */
  public record Ranked(
      long contentVersionId,
      String contentKey,
      String name,
      int version,
      String stage,
      String channel,
      boolean goesOut,
      Tally tally,
      Tally others,
      Verdict verdict) {

    /** Whether a person should think of stopping it: still goes out, and does badly. */
    public boolean isStop() {
      return goesOut && verdict.isStop();
    }
  }

  private record Piece(
      long id,
      String contentKey,
      String name,
      int version,
      String stage,
      String channel,
      boolean goesOut) {}

  /** All that went out, those whose readers act most first: by the low end of their rate. */
  public List<Ranked> of(Scope scope) {
    var lines = rates.of(scope, Dimension.CONTENT_VERSION, Dimension.CHANNEL);
    var pieces = pieces(lines);
    var channels = new HashMap<String, Tally>();
    lines.stream()
        .filter(line -> pieces.containsKey(id(line)))
        .forEach(line -> channels.merge(line.key().get(1), line.tally(), Tally::plus));
    return lines.stream()
        .filter(line -> pieces.containsKey(id(line)) && line.tally().sent() > 0)
        .map(line -> ranked(pieces.get(id(line)), line, channels.get(line.key().get(1))))
        .sorted(
            Comparator.comparingDouble((Ranked one) -> one.tally().rate(Effect.ENGAGED).low())
                .reversed()
                .thenComparing(Ranked::name))
        .toList();
  }

  private Ranked ranked(Piece piece, Line line, Tally channel) {
    var others = channel.minus(line.tally());
    return new Ranked(
        piece.id(),
        piece.contentKey(),
        piece.name(),
        piece.version(),
        piece.stage(),
        piece.channel(),
        piece.goesOut(),
        line.tally(),
        others,
        verdicts.of(line.tally(), others));
  }

  private Map<Long, Piece> pieces(List<Line> lines) {
    var pieces = new HashMap<Long, Piece>();
    db.sql(
            """
            select v.id, c.content_key, v.name, v.version, v.stage, v.channel,
              case when c.active_version = v.version then true else false end as goes_out
            from content_version v join content c on c.id = v.content_id where v.id = any(:ids)
            """)
        .param("ids", lines.stream().map(ContentRanking::id).toArray(Long[]::new))
        .query(Piece.class)
        .list()
        .forEach(piece -> pieces.put(piece.id(), piece));
    return pieces;
  }

  private static long id(Line line) {
    return Long.parseLong(line.key().get(0));
  }
}
