package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/** Puts a table together, column by column. */
final class TableBuilder {
  private final Session session;
  private final String name;
  private final String comment;
  private final List<TableColumn> columns = new ArrayList<>();

  TableBuilder(Session session, String name, String comment) {
    this.session = session;
    this.name = name;
    this.comment = comment;
    text("recording", "The recording's file name", _ -> session.name());
  }

  TableBuilder whole(String column, String what, IntToLongFunction value) {
    columns.add(new TableColumn.Whole(column, what, value));
    return this;
  }

  /** Ns since the session began, of which a value stands for none. */
  TableBuilder time(String column, String what, long none, IntToLongFunction value) {
    return whole(
        column,
        what + ", ns since the recording began",
        row -> {
          long time = value.applyAsLong(row);
          return time == none ? TableColumn.NULL : time;
        });
  }

  /** A row of another table, of which -1 stands for none. */
  TableBuilder row(String column, String what, IntUnaryOperator value) {
    return whole(
        column,
        what,
        row -> {
          int other = value.applyAsInt(row);
          return other < 0 ? TableColumn.NULL : other;
        });
  }

  TableBuilder text(String column, String what, IntFunction<String> value) {
    columns.add(new TableColumn.Text(column, what, value));
    return this;
  }

  TableBuilder flag(String column, String what, IntPredicate value) {
    columns.add(new TableColumn.Flag(column, what, value));
    return this;
  }

  TableBuilder part(String column, String what, IntToDoubleFunction value) {
    columns.add(new TableColumn.Part(column, what, value));
    return this;
  }

  TableBuilder column(TableColumn column) {
    columns.add(column);
    return this;
  }

  /** A thread: its row in the table of threads, and its name beside it. */
  TableBuilder thread(String column, String what, IntUnaryOperator value) {
    ThreadTable threads = session.threads();
    row(column, what + ", a row of thread", value);
    return text(
        column + "_name",
        "Its name",
        row -> {
          int thread = value.applyAsInt(row);
          return thread < 0 ? "" : threads.name(thread);
        });
  }

  /** Of rows that follow each other. */
  SessionTable build(int first, int end) {
    return build(Math.max(0, end - first), (which, of) -> RowCursor.range(first, end, which, of));
  }

  SessionTable build(long rows, SessionTable.Parts parts) {
    return new SessionTable(name, comment, List.copyOf(columns), rows, parts);
  }
}
