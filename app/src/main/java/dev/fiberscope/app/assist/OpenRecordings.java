package dev.fiberscope.app.assist;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Mutes;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.index.Lazy;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.source.RecordingFiles;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlEngines;
import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.tables.DistinctNames;
import dev.fiberscope.recordings.tables.SessionTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recordings that an assistant may look at, and no others. */
public final class OpenRecordings {
  /** One of them, with what is made of it when somebody asks. */
  static final class One {
    private final Path file;
    private final Observed seen;
    private final Lazy<Report> report = new Lazy<>(this::makeReport);

    private One(Path file) throws RecordingException {
      this.file = file;
      Session session = Ingest.open(file, (_, _) -> {});
      seen = Observed.of(session, new SessionIndex(session), file);
    }

    private Report makeReport() {
      try {
        return Report.of(file, seen, Analysis.of(seen, Rules.ALL), Mutes.of(file));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    Path file() {
      return file;
    }

    Observed seen() {
      return seen;
    }

    Session session() {
      return seen.session();
    }

    Report report() {
      return report.get();
    }
  }

  private final Map<String, One> byName = new LinkedHashMap<>();
  private SqlDatabase database;

  /**
   * @throws RecordingException if one of them is no recording
   */
  public OpenRecordings(List<Path> files) throws RecordingException {
    for (Map.Entry<Path, String> each : DistinctNames.of(files).entrySet()) {
      One one = new One(RecordingFiles.joined(List.of(each.getKey())));
      byName.put(each.getValue(), one);
    }
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * The one of a name; the only one if none is given.
   *
   * @throws RecordingException if there is none of that name, or it is not clear which is meant
   */
  One named(Object name) throws RecordingException {
    if (name == null && byName.size() == 1) {
      return byName.values().iterator().next();
    }
    One one = name == null ? null : byName.get(name.toString());
    if (one == null) {
      throw new RecordingException(
          (name == null ? "Which recording" : "There is no recording " + name + " here")
              + "; there are "
              + String.join(", ", byName.keySet())
              + ".");
    }
    return one;
  }

  /** All of them as one database. */
  synchronized SqlDatabase database() throws SqlException {
    if (database == null) {
      database =
          SqlEngines.load()
              .open(
                  byName.entrySet().stream()
                      .map(
                          one ->
                              SessionTables.of(
                                  one.getKey(),
                                  one.getValue().session(),
                                  one.getValue().seen().index(),
                                  () -> one.getValue().report().analysis()))
                      .toList());
    }
    return database;
  }
}
