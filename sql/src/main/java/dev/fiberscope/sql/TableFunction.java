package dev.fiberscope.sql;

import dev.fiberscope.recordings.tables.RowCursor;
import dev.fiberscope.recordings.tables.SessionTable;
import dev.fiberscope.recordings.tables.TableColumn;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * A table of sessions as a function of DuckDB: it hands over the columns that a query wants, a few
 * thousand rows at a time, straight from where they are.
 */
final class TableFunction
    implements DuckDBTableFunction<List<SessionTable>, TableFunction.Scan, Object> {
  private final List<SessionTable> parts;

  /**
   * @param parts the table of each session; all have the same columns
   */
  private TableFunction(List<SessionTable> parts) {
    this.parts = parts;
  }

  static void register(DuckDBConnection connection, String name, List<SessionTable> parts)
      throws SQLException {
    try (var function = DuckDBFunctions.tableFunction()) {
      function
          .withName(name)
          .withProjectionPushdown()
          .withFunction(new TableFunction(parts))
          .register(connection);
    }
  }

  @Override
  public List<SessionTable> bind(DuckDBTableFunctionBindInfo info) {
    for (TableColumn column : parts.getFirst().columns()) {
      info.addResultColumn(column.name(), type(column));
    }
    info.setCardinality(parts.stream().mapToLong(SessionTable::rows).sum(), false);
    return parts;
  }

  private static DuckDBColumnType type(TableColumn column) {
    return switch (column) {
      case TableColumn.Whole _ -> DuckDBColumnType.BIGINT;
      case TableColumn.Text _ -> DuckDBColumnType.VARCHAR;
      case TableColumn.Flag _ -> DuckDBColumnType.BOOLEAN;
      case TableColumn.Part _ -> DuckDBColumnType.DOUBLE;
      case TableColumn.Moment _ -> DuckDBColumnType.TIMESTAMP;
    };
  }

  @Override
  public Scan init(DuckDBTableFunctionInitInfo info) {
    // A cursor is walked by one.
    info.setMaxThreads(1);
    int[] wanted = new int[(int) info.getColumnCount()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (int) info.getColumnIndex(i);
    }
    return new Scan(parts, wanted);
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
      throws SQLException {
    Scan scan = info.getInitData();
    return scan.next(chunk);
  }

  /** How far a query has read. */
  static final class Scan {
    private final List<SessionTable> parts;
    private final int[] wanted;
    private final ColumnWriter writer = new ColumnWriter();
    private int[] rows = new int[0];
    private int part = -1;
    private RowCursor cursor = _ -> 0;

    private Scan(List<SessionTable> parts, int[] wanted) {
      this.parts = parts;
      this.wanted = wanted;
    }

    private long next(DuckDBDataChunkWriter chunk) throws SQLException {
      if (rows.length == 0) {
        rows = new int[Math.toIntExact(chunk.capacity())];
      }
      int count = cursor.next(rows);
      while (count == 0) {
        if (++part >= parts.size()) {
          return 0;
        }
        cursor = parts.get(part).cursor().get();
        count = cursor.next(rows);
      }
      List<TableColumn> columns = parts.get(part).columns();
      for (int i = 0; i < wanted.length; i++) {
        // A query that only counts wants a column that is none.
        if (wanted[i] >= 0 && wanted[i] < columns.size()) {
          writer.write(columns.get(wanted[i]), rows, count, chunk.vector(i));
        }
      }
      return count;
    }
  }
}
