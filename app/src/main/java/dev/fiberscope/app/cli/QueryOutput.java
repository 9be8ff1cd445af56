package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.export.Csv;
import dev.fiberscope.recordings.sql.AnswerRows;
import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import dev.fiberscope.recordings.text.Numbers;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Writes what a query gives. */
final class QueryOutput {
  /** How. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  /** Characters of a cell that a table shows. */
  private static final int WIDEST = 80;

  private QueryOutput() {}

  static void write(Answer answer, Format format, Writer out) throws IOException {
    switch (format) {
      case TABLE -> table(answer, out);
      case CSV -> Csv.write(new AnswerRows(answer, ""), out);
      case JSON -> JsonRows.write(new AnswerRows(answer, null), out);
    }
    out.flush();
  }

  private static void table(Answer answer, Writer out) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    lines.add(answer.columns());
    for (List<Object> row : answer.rows()) {
      lines.add(row.stream().map(QueryOutput::cell).toList());
    }
    int[] widths = new int[answer.columns().size()];
    boolean[] right = new boolean[widths.length];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
      right[i] =
          !answer.rows().isEmpty()
              && answer.rows().stream()
                  .map(row -> row.get(column))
                  .allMatch(value -> value == null || value instanceof Number);
    }
    for (int line = 0; line < lines.size(); line++) {
      out.write(line(lines.get(line), widths, right));
      if (line == 0) {
        List<String> rules = new ArrayList<>();
        for (int width : widths) {
          rules.add("-".repeat(width));
        }
        out.write(line(rules, widths, right));
      }
    }
    out.write(
        Numbers.count(answer.rows().size(), "row")
            + (answer.more() ? ", and there are more (--limit)" : "")
            + "\n");
  }

  private static String line(List<String> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? space + cells.get(i) : cells.get(i) + space);
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text =
        value instanceof Double number && Math.abs(number) < 1e15 && number == Math.rint(number)
            ? String.valueOf(number.longValue())
            : value.toString().replaceAll("[\\r\\n\\t]+", " ");
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "\u2026";
  }
}
