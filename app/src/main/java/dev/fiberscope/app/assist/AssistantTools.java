package dev.fiberscope.app.assist;

import dev.fiberscope.app.assist.OpenRecordings.One;
import dev.fiberscope.recordings.assist.Tool;
import dev.fiberscope.recordings.assist.Tool.Answer;
import dev.fiberscope.recordings.compare.CompareText;
import dev.fiberscope.recordings.compare.Comparison;
import dev.fiberscope.recordings.compare.Side;
import dev.fiberscope.recordings.export.Csv;
import dev.fiberscope.recordings.report.JsonReport;
import dev.fiberscope.recordings.sql.AnswerRows;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlDatabase.Described;
import dev.fiberscope.recordings.sql.SqlDatabase.DescribedColumn;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What assistants can do with recordings: look, and nothing else. */
public final class AssistantTools {
  /** What all of it is for. */
  public static final String INSTRUCTIONS =
      "Recordings of JVMs with fibers (virtual threads), as JDK Flight Recorder made them. Begin with"
          + " summary and findings; query answers the next question. Times are nanoseconds since the"
          + " recording began. Every span says how well it is known (recorded, derived, inferred):"
          + " say so too.";

  private static final int MOST_ROWS = 1_000;
  private static final int FEW_ROWS = 100;
  private static final int SECONDS = 30;
  private static final String RECORDING = "recording";
  private static final String WHICH = "Its name; not needed if there is one only.";

  /** Draws the window. */
  @FunctionalInterface
  public interface Painter {
    /**
     * @param from seconds since the recording began, {@code to} likewise; empty for all of it
     * @param fiber to be selected
     */
    void draw(
        Path recording,
        Optional<Double> from,
        Optional<Double> to,
        Optional<String> fiber,
        Path png)
        throws Exception;
  }

  private final OpenRecordings recordings;
  private final Painter painter;

  public AssistantTools(OpenRecordings recordings, Painter painter) {
    this.recordings = recordings;
    this.painter = painter;
  }

  public List<Tool> all() {
    return List.of(
        new Tool(
            "summary",
            "What each recording is: JVM, length, threads, time of fibers in each state, what is"
                + " missing in it, and titles of the findings.",
            new Parameters().with(RECORDING, "string", WHICH).schema(),
            this::summary),
        new Tool(
            "findings",
            "What is dangerous in a recording, as JSON: severity, evidence, where it showed, stack"
                + " trace, what to do, and which rules lacked data.",
            new Parameters().with(RECORDING, "string", WHICH).schema(),
            this::findings),
        new Tool(
            "schema",
            "Tables and views that query can ask, with what each column is.",
            new Parameters().schema(),
            _ -> schema()),
        new Tool(
            "query",
            "Asks all recordings in SQL (DuckDB; SELECT only) and gives CSV. Stops after "
                + SECONDS
                + " seconds.",
            new Parameters()
                .needing("sql", "string", "The question.")
                .with(
                    "limit",
                    "integer",
                    "Rows at most, "
                        + FEW_ROWS
                        + " unless said, never more than "
                        + MOST_ROWS
                        + ".")
                .schema(),
            this::query),
        new Tool(
            "compare",
            "What changed from one recording to another: rates and times, whether that is more than"
                + " noise, findings that came and went, where fibers waited.",
            new Parameters()
                .needing("before", "string", "The name of one recording.")
                .needing("after", "string", "The name of another.")
                .schema(),
            this::compare),
        new Tool(
            "stack_traces",
            "Where a fiber or thread waited longest, and where it was in its code, as far as stack"
                + " traces were recorded.",
            new Parameters()
                .with(RECORDING, "string", WHICH)
                .needing("thread", "string", "Its name.")
                .with("limit", "integer", "How many waits, 5 unless said.")
                .schema(),
            arguments ->
                Answer.of(
                    ThreadWaits.of(
                        recordings.named(arguments.get(RECORDING)),
                        Parameters.text(arguments, "thread").orElse(""),
                        Parameters.number(arguments, "limit").orElse(5.0).intValue()))),
        new Tool(
            "picture",
            "The timeline of a stretch of time as a PNG: carriers, fibers, their states.",
            new Parameters()
                .with(RECORDING, "string", WHICH)
                .with("from", "number", "Seconds since the recording began.")
                .with("to", "number", "Seconds.")
                .with("fiber", "string", "The name of a fiber to be selected.")
                .schema(),
            this::picture));
  }

  private Answer summary(Map<String, Object> arguments) throws Exception {
    StringBuilder text = new StringBuilder();
    Optional<String> only = Parameters.text(arguments, RECORDING);
    for (String name : only.map(List::of).orElse(recordings.names())) {
      text.append(SummaryText.of(name, recordings.named(name)));
    }
    return Answer.of(text.toString());
  }

  private Answer findings(Map<String, Object> arguments) throws Exception {
    One one = recordings.named(arguments.get(RECORDING));
    StringWriter json = new StringWriter();
    JsonReport.write(one.report(), json);
    return Answer.of(json.toString());
  }

  private Answer compare(Map<String, Object> arguments) throws Exception {
    StringWriter text = new StringWriter();
    CompareText.write(
        Comparison.of(side(arguments.get("before")), side(arguments.get("after"))), text);
    return Answer.of(text.toString());
  }

  private Side side(Object name) throws Exception {
    One one = recordings.named(name);
    return Side.of(one.session(), one.seen().index(), one.report().analysis().findings());
  }

  private Answer schema() throws Exception {
    StringBuilder text = new StringBuilder();
    for (Described table : recordings.database().schema()) {
      text.append(table.name()).append(": ").append(table.comment()).append('\n');
      for (DescribedColumn column : table.columns()) {
        text.append("  ").append(column.name()).append(' ').append(column.type());
        text.append(column.comment().isEmpty() ? "" : ": " + column.comment()).append('\n');
      }
    }
    return Answer.of(text.toString());
  }

  private Answer query(Map<String, Object> arguments) throws Exception {
    SqlDatabase database = recordings.database();
    int limit =
        Math.clamp(
            Parameters.number(arguments, "limit").orElse((double) FEW_ROWS).intValue(),
            1,
            MOST_ROWS);
    return csv(database.ask(Parameters.text(arguments, "sql").orElse(""), limit, SECONDS));
  }

  private static Answer csv(SqlDatabase.Answer answer) throws IOException {
    StringWriter csv = new StringWriter();
    Csv.write(new AnswerRows(answer, ""), csv);
    return Answer.of(
        csv + (answer.more() ? "(there are more rows: ask for fewer, or for sums)\n" : ""));
  }

  private Answer picture(Map<String, Object> arguments) throws Exception {
    One one = recordings.named(arguments.get(RECORDING));
    Path png = Files.createTempFile("fiberscope", ".png");
    try {
      painter.draw(
          one.file(),
          Parameters.number(arguments, "from"),
          Parameters.number(arguments, "to"),
          Parameters.text(arguments, "fiber"),
          png);
      return new Answer("The timeline of " + one.session().name() + ".", bytes(png));
    } finally {
      Files.deleteIfExists(png);
    }
  }

  private static Optional<byte[]> bytes(Path png) throws IOException {
    return Optional.of(Files.readAllBytes(png));
  }
}
