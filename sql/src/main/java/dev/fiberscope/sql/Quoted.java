package dev.fiberscope.sql;

/** Text as SQL writes it. */
final class Quoted {
  private Quoted() {}

  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
