package dev.sopflow.content;

import java.util.List;
import liqp.TemplateContext;
import liqp.filters.Filter;
import liqp.filters.Filters;
import org.springframework.web.util.HtmlUtils;

/** The filters that a template may use; none can make a text explode. */
final class TemplateFilters {

  static final List<String> NAMES =
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

  static final Filters ALLOWED =
      Filters.of(NAMES.stream().map(Bounded::new).map(Filter.class::cast).toList());

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
