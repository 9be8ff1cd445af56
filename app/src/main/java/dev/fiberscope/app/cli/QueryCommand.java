package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.sql.Questions;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope query} */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Ask recordings in SQL:",
      "  fiberscope query app.jfr \"FROM queue_time LIMIT 5\"",
      "Without a question it is asked for one after the other, or those of a pipe are answered;",
      "--schema lists the tables. Several recordings, or a folder of Parquet that export --format",
      "parquet wrote, are one database. Nothing that is asked writes, or reads other files."
    })
final class QueryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE... [SQL]",
      arity = "1..*",
      description = "Recordings, or a folder of tables; and a question.")
  private List<String> words;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "SQL",
      description = "A file with questions, each ended by a semicolon; - is the standard input.",
      showDefaultValue = Help.Visibility.NEVER)
  private Optional<Path> script = Optional.empty();

  @Option(names = "--schema", description = "List tables, views and columns with what they are.")
  private boolean schema;

  @Option(names = "--format", paramLabel = "FORMAT", description = "How: ${COMPLETION-CANDIDATES}.")
  private QueryOutput.Format format = QueryOutput.Format.TABLE;

  @Option(names = "--limit", paramLabel = "ROWS", description = "Rows that are shown at most.")
  private int limit = 1_000;

  @Option(names = "--timeout", paramLabel = "SECONDS", description = "After so long it is stopped.")
  private int timeout = 300;

  @Override
  public Integer call() throws RecordingException, SqlException, IOException {
    if (limit < 1 || timeout < 1) {
      throw new ParameterException(spec.commandLine(), "Rows and seconds are 1 or more.");
    }
    List<String> questions = questions();
    List<Path> files = files(words.size() - (asksItself() ? 1 : 0));
    PrintWriter out = spec.commandLine().getOut();
    AskedFiles asked = AskedFiles.of(files);
    asked.notices().forEach(spec.commandLine().getErr()::println);
    try (SqlDatabase database = asked.open()) {
      if (schema) {
        SchemaText.write(database.schema(), Optional.empty(), out);
      } else if (questions.isEmpty()) {
        if (!isTerminal()) {
          throw new ParameterException(
              spec.commandLine(), "What is the question? \"SELECT \u2026\" goes behind the files.");
        }
        new QueryPrompt(database, limit, timeout).run();
      } else {
        for (String question : questions) {
          QueryOutput.write(database.ask(question, limit, timeout), format, out);
        }
      }
    }
    return 0;
  }

  private boolean asksItself() {
    return script.isEmpty() && !schema && !exists(words.getLast());
  }

  private List<String> questions() throws IOException {
    if (script.isPresent() && !script.get().toString().equals("-")) {
      return Questions.of(Files.readString(script.get()));
    }
    if (asksItself()) {
      return Questions.of(words.getLast());
    }
    boolean piped = script.isPresent() || !schema && !isTerminal();
    return piped
        ? Questions.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8))
        : List.of();
  }

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  private static boolean exists(String word) {
    try {
      return Files.exists(Path.of(word));
    } catch (InvalidPathException question) {
      return false;
    }
  }

  private List<Path> files(int count) throws RecordingException {
    List<Path> files = new ArrayList<>();
    for (String word : words.subList(0, count)) {
      if (!exists(word)) {
        throw new RecordingException("There is no file " + word + ".");
      }
      files.add(Path.of(word));
    }
    if (files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no file " + words.getLast() + "; which recording is to be asked?");
    }
    return files;
  }
}
