package dev.fiberscope.recordings.tables;

import java.util.List;

/**
 * A table over what a session has; nothing is copied for it.
 *
 * @param name a noun, as the field says it
 * @param comment what a row is
 * @param rows about how many there are
 * @param parts walks a part of them, in the order of thread and time where they have both
 */
public record SessionTable(
    String name, String comment, List<TableColumn> columns, long rows, Parts parts) {
  /** Rows that follow each other, in parts that can be walked at the same time. */
  @FunctionalInterface
  public interface Parts {
    /**
     * Walks one part.
     *
     * @param which from 0
     * @param of how many there are
     */
    RowCursor part(int which, int of);
  }

  /** The same of a recording that is known by another name. */
  SessionTable of(String recording) {
    List<TableColumn> named =
        columns.stream()
            .map(
                each ->
                    each.name().equals("recording") && each instanceof TableColumn.Text text
                        ? new TableColumn.Text(text.name(), text.comment(), _ -> recording)
                        : each)
            .toList();
    return new SessionTable(name, comment, named, rows, parts);
  }
}
