package dev.sopflow.audience;

/**
 * An optional equality on a column.
 *
 * @param value null: any
 */
record Filter(String column, String value) {

  String sql(Params params) {
    return value == null ? "" : " and " + column + " = " + params.bind(value);
  }
}
