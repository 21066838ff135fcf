package dev.sopflow.content;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import liqp.TemplateContext;
import liqp.filters.Filter;
import liqp.filters.Filters;
import org.springframework.web.util.HtmlUtils;

/** The filters that a template may use; none can make a text explode. */
final class TemplateFilters {

  private static final List<String> OF_TEXTS =
      List.of(
          "default",
          "upcase",
          "downcase",
          "capitalize",
          "strip",
          "truncate",
          "truncatewords",
          "append",
          "prepend",
          "size",
          "url_encode");

  private static final List<Filter> OF_TIMES =
      List.of(
          new OfMoment("day", Moment::day),
          new OfMoment("time", Moment::time),
          new OfMoment("zone", Moment::zone));

  private static final List<Filter> ALL =
      Stream.concat(OF_TEXTS.stream().map(Bounded::new), OF_TIMES.stream()).toList();

  static final List<String> NAMES = ALL.stream().map(filter -> filter.name).toList();

  static final Filters ALLOWED = Filters.of(ALL);

  static final Filter ESCAPE_HTML = new EscapeHtml();

  private TemplateFilters() {}

  private static final class Bounded extends Filter {

    private static final int MAX_RESULT = 100_000;
    private final Filter filter;

    Bounded(String name) {
      super(name);
      this.filter = Filters.DEFAULT_FILTERS.get(name);
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
      var result = filter.apply(value, context, params);
      if (result instanceof String text && text.length() > MAX_RESULT) {
        throw new TooLarge();
      }
      return result;
    }
  }

  /** A part of a time; what is no time has none. */
  private static final class OfMoment extends Filter {

    private final Function<Moment, String> part;

    OfMoment(String name, Function<Moment, String> part) {
      super(name);
      this.part = part;
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
      return value instanceof Moment moment ? part.apply(moment) : null;
    }
  }

  private static final class EscapeHtml extends Filter {

    EscapeHtml() {
      super("escape_html");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
      return value == null ? null : HtmlUtils.htmlEscape(asString(value, context), "UTF-8");
    }
  }

  /** A text grew over its limit. */
  static final class TooLarge extends RuntimeException {}
}
