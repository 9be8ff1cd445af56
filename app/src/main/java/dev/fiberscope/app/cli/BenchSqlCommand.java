package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench sql} */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Measure questions about a recording, and writing its tables as Parquet: each is done three",
      "times, the last is told."
    })
final class BenchSqlCommand implements Callable<Integer> {
  private static final int TIMES = 3;

  /** Seconds that a question may take. */
  private static final int LONG = 600;

  private static final List<String> QUESTIONS =
      List.of(
          "SELECT count(*) FROM span",
          "SELECT state, count(*), sum(duration_ns) FROM span GROUP BY 1",
          "SELECT thread_name, sum(duration_ns) AS ns FROM span GROUP BY 1 ORDER BY ns DESC LIMIT 5",
          "SELECT site, count(*) FROM span GROUP BY 1",
          "SELECT * FROM span ORDER BY duration_ns DESC LIMIT 5",
          "FROM queue_time LIMIT 5",
          "FROM fiber_time LIMIT 5");

  /** Something that is measured. */
  private interface Work {
    void run() throws SqlException, IOException;
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = RecordingOption.WHAT)
  private Path file;

  @Override
  public Integer call() throws RecordingException, SqlException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    long begin = System.nanoTime();
    try (SqlDatabase database = AskedFiles.of(List.of(file)).open()) {
      say(out, "reading and opening", System.nanoTime() - begin);
      Object spans =
          database.ask("SELECT count(*) FROM span", 1, LONG).rows().getFirst().getFirst();
      out.println(spans + " spans");
      for (String question : QUESTIONS) {
        say(out, question, last(() -> database.ask(question, 1_000, LONG)));
      }
      Path folder = Files.createTempDirectory("fiberscope-bench");
      try {
        say(out, "Parquet of all tables", last(() -> database.export(folder, "bench")));
        out.println(bytes(folder) + " bytes of Parquet");
      } finally {
        drop(folder);
      }
    }
    return 0;
  }

  private static long last(Work work) throws SqlException, IOException {
    long nanos = 0;
    for (int i = 0; i < TIMES; i++) {
      long begin = System.nanoTime();
      work.run();
      nanos = System.nanoTime() - begin;
    }
    return nanos;
  }

  private static void say(PrintWriter out, String what, long nanos) {
    out.println(String.format(Locale.ROOT, "%7.3f s  %s", nanos / 1e9, what));
    out.flush();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void drop(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
