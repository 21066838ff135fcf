package dev.sopflow.insight;

import dev.sopflow.insight.Rates.Line;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** What comes of each channel with readers of each lifecycle stage; answers of reps left out. */
@Service
public class ChannelMatrix {

  private final Rates rates;
  private final Verdicts verdicts;

  ChannelMatrix(Rates rates, Verdicts verdicts) {
    this.rates = rates;
    this.verdicts = verdicts;
  }

  /**
   * The whole.
   *
   * @param stages of readers, in the team's words; the empty one, of whom nobody knows, comes last
   */
  public record Matrix(List<String> stages, List<Row> rows) {}

  /**
   * A channel.
   *
   * @param talks whether these are conversations, not messages
   * @param cells by stage; no entry where nothing was sent
   */
  public record Row(String channel, boolean talks, Map<String, Field> cells) {}

  /**
   * A channel with readers of a stage.
   *
   * @param verdict beside all other messages, or all other conversations
   */
  public record Field(Tally tally, Verdict verdict) {}

  private record Kind(String channel, boolean talks) {}

  /** Channels in the order of their names, messages before conversations. */
  public Matrix of(Scope scope) {
    var kinds =
        new TreeMap<Kind, Map<String, Tally>>(
            Comparator.comparing(Kind::talks).thenComparing(Kind::channel));
    var totals = new HashMap<Boolean, Tally>();
    for (var line : rates.of(scope, Dimension.CHANNEL, Dimension.PURPOSE, Dimension.LIFECYCLE)) {
      if (line.tally().sent() > 0 && !line.key().get(1).equals("ANSWER")) {
        var kind = kind(line);
        kinds
            .computeIfAbsent(kind, any -> new HashMap<>())
            .merge(line.key().get(2), line.tally(), Tally::plus);
        totals.merge(kind.talks(), line.tally(), Tally::plus);
      }
    }
    var rows =
        kinds.entrySet().stream()
            .map(kind -> row(kind.getKey(), kind.getValue(), totals.get(kind.getKey().talks())))
            .toList();
    return new Matrix(stages(rows), rows);
  }

  private Row row(Kind kind, Map<String, Tally> tallies, Tally total) {
    var cells = new HashMap<String, Field>();
    tallies.forEach(
        (stage, tally) ->
            cells.put(stage, new Field(tally, verdicts.of(tally, total.minus(tally)))));
    return new Row(kind.channel(), kind.talks(), cells);
  }

  private static List<String> stages(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.cells().keySet().stream())
        .distinct()
        .sorted(Comparator.comparing(String::isEmpty).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static Kind kind(Line line) {
    return new Kind(line.key().get(0), line.key().get(1).equals("VISIT"));
  }
}
