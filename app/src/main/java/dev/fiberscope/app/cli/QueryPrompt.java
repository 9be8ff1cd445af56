package dev.fiberscope.app.cli;

import dev.fiberscope.app.session.Settings;
import dev.fiberscope.recordings.sql.Completion;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Asks for one question after the other; arrows bring back those of before, Tab completes. */
final class QueryPrompt {
  private static final String HELP =
      """
      A question ends with ; and may have several lines. .schema [TABLE] lists tables and columns,
      .quit (or Ctrl+D) ends. Ctrl+C stops a question, Tab completes a word. To begin with:
        FROM queue_time LIMIT 5;
        FROM pins_by_frame LIMIT 5;
        FROM slow_message LIMIT 5;
      """;

  private final SqlDatabase database;
  private final int limit;
  private final int timeout;

  QueryPrompt(SqlDatabase database, int limit, int timeout) {
    this.database = database;
    this.limit = limit;
    this.timeout = timeout;
  }

  void run() throws IOException {
    Path history =
        Settings.defaultFile(System.getenv(), Path.of(System.getProperty("user.home")))
            .resolveSibling("query-history");
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .variable(LineReader.HISTORY_FILE, history)
              .completer(this::complete)
              .build();
      terminal.handle(Terminal.Signal.INT, _ -> database.cancel());
      PrintWriter out = terminal.writer();
      out.print(HELP);
      StringBuilder question = new StringBuilder();
      while (true) {
        String line;
        try {
          line = reader.readLine(question.isEmpty() ? "sql> " : "...> ");
        } catch (UserInterruptException dropped) {
          question.setLength(0);
          continue;
        } catch (EndOfFileException ended) {
          return;
        }
        if (question.isEmpty() && line.strip().startsWith(".")) {
          if (line.strip().matches("\\.(quit|exit)")) {
            return;
          }
          command(line.strip(), out);
          continue;
        }
        question.append(line).append('\n');
        if (line.stripTrailing().endsWith(";")) {
          answer(question.toString(), out);
          question.setLength(0);
        }
      }
    }
  }

  private void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    try {
      String begun = line.line().substring(0, line.cursor());
      Completion completion = Completion.of(begun, begun.length(), database.schema());
      // JLine wants whole words, such as pin.start_ns.
      String kept = line.word().substring(0, line.wordCursor());
      int own = begun.length() - completion.from();
      String before = kept.substring(0, Math.max(0, kept.length() - own));
      completion.names().forEach(name -> candidates.add(new Candidate(before + name)));
    } catch (SqlException cannotTell) {
      // Nothing is offered then; the question itself says what is wrong.
    }
  }

  private void command(String line, PrintWriter out) {
    String[] words = line.split("\\s+");
    if (!words[0].equals(".schema")) {
      out.print(HELP);
      return;
    }
    try {
      SchemaText.write(
          database.schema(), words.length > 1 ? Optional.of(words[1]) : Optional.empty(), out);
    } catch (SqlException problem) {
      out.println(problem.getMessage());
    }
  }

  private void answer(String question, PrintWriter out) throws IOException {
    if (question.strip().equals(";")) {
      return;
    }
    try {
      QueryOutput.write(database.ask(question, limit, timeout), QueryOutput.Format.TABLE, out);
    } catch (SqlException problem) {
      out.println(problem.getMessage());
      out.flush();
    }
  }
}
