package dev.sopflow.insight;

import dev.sopflow.insight.Rates.Line;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which pieces of content do best, and which had better be stopped. */
@Service
public class ContentRanking {

  private final JdbcClient db;
  private final Rates rates;
  private final double refusalLimit;

  ContentRanking(
      JdbcClient db,
      Rates rates,
      @Value("${sopflow.insight.refusal-limit:0.05}") double refusalLimit) {
    this.db = db;
    this.rates = rates;
    this.refusalLimit = refusalLimit;
  }

  /** Why a person should think of stopping a piece. */
  public enum Stop {
    /** More readers refuse by it than the house allows, beyond chance. */
    REFUSED,
    /** Fewer readers act on it than on all others of its channel, beyond chance. */
    WORSE
  }

  /**
   * A version of a piece.
   *
   * @param name as the library has it
   * @param stop null: no reason to
   */
  public record Ranked(
      long contentVersionId,
      String contentKey,
      String name,
      int version,
      String stage,
      String channel,
      Tally tally,
      Stop stop) {}

  private record Piece(
      long id, String contentKey, String name, int version, String stage, String channel) {}

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
    var tally = line.tally();
    return new Ranked(
        piece.id(),
        piece.contentKey(),
        piece.name(),
        piece.version(),
        piece.stage(),
        piece.channel(),
        tally,
        stop(tally, channel.minus(tally)));
  }

  private Stop stop(Tally piece, Tally others) {
    if (piece.rate(Effect.REFUSED).low() > refusalLimit) {
      return Stop.REFUSED;
    }
    return piece.rate(Effect.ENGAGED).isSurelyBelow(others.rate(Effect.ENGAGED))
        ? Stop.WORSE
        : null;
  }

  private Map<Long, Piece> pieces(List<Line> lines) {
    var pieces = new HashMap<Long, Piece>();
    db.sql(
            """
            select v.id, c.content_key, v.name, v.version, v.stage, v.channel
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
