package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.source.RecordingFiles;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlEngine;
import dev.fiberscope.recordings.sql.SqlEngines;
import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.tables.SessionTable;
import dev.fiberscope.recordings.tables.SessionTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Recordings, or a folder of Parquet, as a database. */
final class AskedFiles {
  private static final int DEPTH = 5;

  private AskedFiles() {}

  /**
   * @throws RecordingException if one of them is no recording
   * @throws SqlException if they cannot be asked
   */
  static SqlDatabase open(List<Path> files) throws RecordingException, SqlException {
    if (files.size() == 1 && isParquet(files.getFirst())) {
      return SqlEngines.load().open(files.getFirst());
    }
    SqlEngine engine = SqlEngines.load();
    Thread.ofPlatform().daemon().start(engine::prepare);
    List<List<SessionTable>> sessions = new ArrayList<>();
    for (Path file : files) {
      sessions.add(tables(file));
    }
    return engine.open(sessions);
  }

  private static List<SessionTable> tables(Path file) throws RecordingException {
    Session session = Ingest.open(RecordingFiles.joined(List.of(file)), (_, _) -> {});
    SessionIndex index = new SessionIndex(session);
    return SessionTables.of(
        session, index, () -> Analysis.of(Observed.of(session, index, file), Rules.ALL));
  }

  /** True of a folder that has tables. */
  private static boolean isParquet(Path file) {
    if (!Files.isDirectory(file)) {
      return false;
    }
    try (Stream<Path> all = Files.walk(file, DEPTH)) {
      return all.anyMatch(each -> each.toString().endsWith(".parquet"));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
