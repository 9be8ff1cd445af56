package dev.fiberscope.app.table;

import java.util.Comparator;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param name its heading
 * @param width pixels at first
 * @param rightAligned true for numbers
 * @param value what it shows of a row, compared when somebody sorts
 * @param text how it shows that
 */
public record Column<R, V>(
    String name,
    double width,
    boolean rightAligned,
    Function<R, V> value,
    Function<V, String> text,
    Comparator<V> order) {
  /** A column of text. */
  public static <R> Column<R, String> text(String name, double width, Function<R, String> value) {
    return new Column<>(
        name, width, false, value, Function.identity(), String.CASE_INSENSITIVE_ORDER);
  }

  /** A column of numbers. */
  public static <R> Column<R, Long> number(
      String name, double width, Function<R, Long> value, Function<Long, String> text) {
    return new Column<>(name, width, true, value, text, Comparator.naturalOrder());
  }

  /** What it shows of a row. */
  public String textOf(R row) {
    return text.apply(value.apply(row));
  }
}
