package dev.fiberscope.recordings.export;

import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes tables as comma-separated values, as RFC 4180 has them but for the ends of lines. */
public final class Csv {
  private Csv() {}

  /** Writes the names of the columns, then every row. */
  public static void write(Rows rows, Writer out) throws IOException {
    out.write(line(rows.columns().toArray()));
    rows.forEach(values -> out.write(line(values)));
  }

  private static String line(Object... values) {
    return Stream.of(values)
        .map(value -> quoted(value.toString()))
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String value) {
    return value.matches("[^\",\r\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
