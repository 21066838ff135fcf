package dev.sopflow.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.nodes.FilterNode;
import liqp.nodes.LNode;
import liqp.nodes.LookupNode;
import liqp.nodes.OutputNode;
import liqp.parser.Flavor;
import liqp.parser.v4.NodeVisitor;
import liquid.parser.v4.LiquidParser;

/** A parsed Liquid template: cheap to fill, safe to share between threads. */
final class Template {

  static final int MAX_SOURCE = 200_000;
  static final int MAX_RESULT = 300_000;

  private static final TemplateParser PARSER =
      new TemplateParser.Builder()
          .withFlavor(Flavor.LIQUID)
          .withErrorMode(TemplateParser.ErrorMode.STRICT)
          .withMaxSizeRenderedString(MAX_RESULT)
          .build();

  private final liqp.Template parsed;
  private final LNode root;
  private final List<TemplateProblem> problems;

  private Template(liqp.Template parsed, LNode root, List<TemplateProblem> problems) {
    this.parsed = parsed;
    this.root = root;
    this.problems = List.copyOf(problems);
  }

  /**
   * Parses; a template with {@link #problems} can't be filled.
   *
   * @param html whether values are escaped for HTML
   */
  static Template of(String source, boolean html) {
    if (source.length() > MAX_SOURCE) {
      return broken(TemplateProblem.at(1, "size", "" + MAX_SOURCE));
    }
    var wrongMarks = TemplateMarks.problemsOf(source);
    return wrongMarks.isEmpty() ? parse(source, html) : new Template(null, null, wrongMarks);
  }

  /** What is wrong with it, in the order of its lines. */
  List<TemplateProblem> problems() {
    return problems;
  }

  /**
   * Fills it.
   *
   * @throws RuntimeException if it has problems, or its result grows over the limit
   */
  String fill(Map<String, Object> model) {
    return String.valueOf(root.render(new TemplateContext(parsed, PARSER, model)));
  }

  private static Template broken(TemplateProblem problem) {
    return new Template(null, null, List.of(problem));
  }

  private static Template parse(String source, boolean html) {
    try {
      var parsed = PARSER.parse(source);
      var builder = new Builder(html);
      return new Template(parsed, builder.visit(parsed.getParseTree()), builder.problems);
    } catch (LiquidException e) {
      return broken(TemplateProblem.at(Math.max(1, e.line), "syntax"));
    } catch (RuntimeException e) {
      return broken(TemplateProblem.at(1, "syntax"));
    }
  }

  /** Builds the nodes, escaping what is put out and noting what is not part of the language. */
  private static final class Builder extends NodeVisitor {

    private final boolean html;
    private final Set<String> assigned = new HashSet<>();
    private final List<TemplateProblem> problems = new ArrayList<>();

    Builder(boolean html) {
      super(PARSER.insertions, TemplateFilters.ALLOWED, true);
      this.html = html;
    }

    @Override
    public LNode visitOutput(LiquidParser.OutputContext output) {
      var node = super.visitOutput(output);
      if (html && node instanceof OutputNode shown) {
        shown.addFilter(new FilterNode(output, TemplateFilters.ESCAPE_HTML));
      }
      return node;
    }

    @Override
    public LNode visitAssignment(LiquidParser.AssignmentContext assignment) {
      var node = super.visitAssignment(assignment);
      assigned.add(assignment.id().getText());
      return node;
    }

    @Override
    public FilterNode visitFilter(LiquidParser.FilterContext filter) {
      var name = filter.Id().getText();
      if (TemplateFilters.NAMES.contains(name)) {
        return super.visitFilter(filter);
      }
      var allowed = String.join(", ", TemplateFilters.NAMES);
      problems.add(TemplateProblem.at(filter.start.getLine(), "filter", name, allowed));
      return new FilterNode(filter, TemplateFilters.ESCAPE_HTML);
    }

    @Override
    public LookupNode visitLookup_id_indexes(LiquidParser.Lookup_id_indexesContext lookup) {
      mustBeKnown(lookup.getText(), lookup.start.getLine());
      return super.visitLookup_id_indexes(lookup);
    }

    @Override
    public LookupNode visitLookup_Str(LiquidParser.Lookup_StrContext lookup) {
      mustBeKnown(lookup.getText(), lookup.start.getLine());
      return super.visitLookup_Str(lookup);
    }

    @Override
    public LookupNode visitLookup_Id(LiquidParser.Lookup_IdContext lookup) {
      mustBeKnown(lookup.getText(), lookup.start.getLine());
      return super.visitLookup_Id(lookup);
    }

    private void mustBeKnown(String name, int line) {
      if (assigned.contains(name) || Placeholders.knows(name)) {
        return;
      }
      problems.add(
          Placeholders.meantBy(name)
              .map(meant -> TemplateProblem.at(line, "placeholder.meant", name, meant))
              .orElseGet(() -> TemplateProblem.at(line, "placeholder", name)));
    }
  }
}
