package dev.sopflow.form;

/** An answer that can't be taken; a message of the bundle says why. */
class BadAnswer extends RuntimeException {

  private final String code;
  private final transient Object[] args;

  BadAnswer(String code, Object... args) {
    super(code);
    this.code = "form.problem." + code;
    this.args = args;
  }

  String code() {
    return code;
  }

  Object[] args() {
    return args;
  }
}
