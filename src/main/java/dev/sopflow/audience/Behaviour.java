package dev.sopflow.audience;

/**
 * How often something in the ledger happened lately.
 *
 * @param withinDays counts the last days only; 0: ever
 * @param atLeast 1 or more
 */
record Behaviour(int withinDays, int atLeast) {

  static final int MAX_DAYS = 3650;

  static Behaviour read(Json json) {
    return new Behaviour(
        json.has("withinDays") ? json.at("withinDays").number(1, MAX_DAYS) : 0,
        json.has("atLeast") ? json.at("atLeast").number(1, 1000) : 1);
  }

  /**
   * @param rows a {@code from ... where} over the contact's own rows
   * @param at the column that says when
   */
  String sql(String rows, String at, Params params) {
    var lately =
        withinDays == 0 ? rows : rows + " and " + at + " >= " + params.bindDaysAgo(withinDays);
    return atLeast == 1
        ? "exists (select 1 " + lately + ")"
        : "(select count(*) " + lately + ") >= " + params.bind(atLeast);
  }
}
