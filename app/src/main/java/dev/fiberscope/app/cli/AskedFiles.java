package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.source.RecordingFiles;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlEngine;
import dev.fiberscope.recordings.sql.SqlEngines;
import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.tables.DistinctNames;
import dev.fiberscope.recordings.tables.SessionTable;
import dev.fiberscope.recordings.tables.SessionTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recordings, or a folder of Parquet, as a database.
 *
 * @param parquet the folder; if there is none, {@code sessions}
 * @param notices what is to be known of them, in sentences
 */
record AskedFiles(Optional<Path> parquet, List<List<SessionTable>> sessions, List<String> notices) {
  private static final int DEPTH = 5;

  /**
   * @throws RecordingException if one of them is no recording
   * @throws SqlException if nothing can be asked
   */
  static AskedFiles of(List<Path> files) throws RecordingException, SqlException {
    if (files.size() == 1 && isParquet(files.getFirst())) {
      return new AskedFiles(Optional.of(files.getFirst()), List.of(), List.of());
    }
    SqlEngine engine = SqlEngines.load();
    Thread.ofPlatform().daemon().start(engine::prepare);
    List<List<SessionTable>> sessions = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    for (Map.Entry<Path, String> each : DistinctNames.of(files).entrySet()) {
      Path file = each.getKey();
      Session session = Ingest.open(RecordingFiles.joined(List.of(file)), (_, _) -> {});
      SessionIndex index = new SessionIndex(session);
      sessions.add(
          SessionTables.of(
              each.getValue(),
              session,
              index,
              () -> Analysis.of(Observed.of(session, index, file), Rules.ALL)));
      notices.addAll(notices(each.getValue(), session));
    }
    return new AskedFiles(Optional.empty(), sessions, notices);
  }

  private static List<String> notices(String name, Session session) {
    List<String> notices = new ArrayList<>();
    Report.missing(session).forEach(sentence -> notices.add(name + ": " + sentence));
    if (!session.facts().mounts()) {
      notices.add(
          name
              + " tells of starts and pins only: there is nothing of mounts, queues and waits in it."
              + " Record with fiberscope settings.");
    }
    return notices;
  }

  SqlDatabase open() throws SqlException {
    SqlEngine engine = SqlEngines.load();
    return parquet.isPresent() ? engine.open(parquet.get()) : engine.open(sessions);
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
