package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.Ingest.Reader;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.export.CounterRows;
import dev.fiberscope.recordings.export.Csv;
import dev.fiberscope.recordings.export.EventRows;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.export.SessionRows;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.perfetto.PerfettoTrace;
import dev.fiberscope.recordings.rules.ThreadLocalRows;
import dev.fiberscope.recordings.source.RecordingHeader;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fiberscope export} */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Write what the picture shows as a table, for scripts, or as a trace for ui.perfetto.dev",
      "(--format perfetto -o app.pftrace: tracks, spans, wake-ups and counters, whatever --what is),",
      "or all tables that query asks, for DuckDB, Spark and Trino (--format parquet -o DIR).",
      "",
      "SLICES    whom each carrier carried",
      "SPANS     the states of each fiber with reason and evidence",
      "FIBERS    one line each with its time in each state",
      "WAKES     every wait for a carrier: since when, until when, who woke the fiber",
      "LOCALS    what was done with each thread-local at each place, how often, by how many threads",
      "COUNTERS  how many fibers lived, were on a carrier and waited for one, over time",
      "EVENTS    all events of the file"
    })
final class ExportCommand implements Callable<Integer> {
  enum What {
    SLICES,
    SPANS,
    FIBERS,
    WAKES,
    COUNTERS,
    LOCALS,
    EVENTS
  }

  enum Format {
    CSV,
    JSON,
    PERFETTO,
    PARQUET
  }

  @Spec private CommandSpec spec;

  @Mixin private RecordingOption recording;

  @Option(
      names = "--what",
      paramLabel = "WHAT",
      description = "What to write: ${COMPLETION-CANDIDATES}.")
  private What what = What.SPANS;

  @Option(names = "--format", paramLabel = "FORMAT", description = "How: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.CSV;

  @Mixin private OutputOption output;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Whose recording it is, for Parquet of many.")
  private String host = "local";

  @Override
  public Integer call() throws IOException, SqlException {
    if (format == Format.PARQUET) {
      Path folder = named("Parquet is a folder of tables: name it, -o tables.");
      try (SqlDatabase database = AskedFiles.of(recording.files()).open()) {
        database.export(folder, host);
      }
      return 0;
    }
    if (format == Format.PERFETTO) {
      Path file = named("A Perfetto trace is binary: name a file, -o app.pftrace.");
      Session session = Ingest.open(recording.file(), recording.reader(), (_, _) -> {});
      PerfettoTrace.write(session, file);
      return 0;
    }
    Rows rows = rows();
    output.write(spec.commandLine().getOut(), out -> write(rows, out));
    return 0;
  }

  /** Where it is to be written, which cannot be printed. */
  private Path named(String otherwise) {
    return output.file().orElseThrow(() -> new ParameterException(spec.commandLine(), otherwise));
  }

  private Rows rows() throws IOException {
    if (what == What.EVENTS) {
      if (recording.reader() == Reader.JDK) {
        throw new ParameterException(
            spec.commandLine(), "Events are exported by our own reader; jfr print is the JDK's.");
      }
      RecordingHeader.check(recording.file());
      return new EventRows(recording.file());
    }
    var session = Ingest.open(recording.file(), recording.reader(), (_, _) -> {});
    return switch (what) {
      case SLICES -> SessionRows.slices(session);
      case FIBERS -> SessionRows.fibers(session);
      case WAKES -> SessionRows.wakes(session);
      case COUNTERS -> new CounterRows(session);
      case LOCALS -> locals(session);
      default -> SessionRows.spans(session);
    };
  }

  private Rows locals(Session session) throws RecordingException {
    return new ThreadLocalRows(Observed.of(session, new SessionIndex(session), recording.file()));
  }

  private void write(Rows rows, Writer out) throws IOException {
    if (format == Format.CSV) {
      Csv.write(rows, out);
    } else {
      JsonRows.write(rows, out);
    }
  }
}
