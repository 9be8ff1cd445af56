package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions as people type them. */
class QueryCommandTest {
  private static final Path SAMPLES = Path.of("../recordings/samples").toAbsolutePath();
  private static final String HAZARDS = SAMPLES.resolve("hazards.jfr").toString();
  private static final Pattern RECIPE = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private CommandRun query(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "query";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.of(folder, all);
  }

  @Test
  void everyRecipeHasAnAnswer() throws Exception {
    List<String> recipes =
        RECIPE
            .matcher(Files.readString(Path.of("../sql/RECIPES.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(recipes).hasSizeGreaterThan(15);
    Path script = folder.resolve("recipes.sql");
    Files.writeString(script, String.join(";\n", recipes));
    String throttled = SAMPLES.resolve("throttled.jfr").toString();
    CommandRun run = query(HAZARDS, throttled, "-f", script.toString(), "--format", "json");
    assertThat(run.exitCode()).as(run.output()).isZero();
    List<JsonNode> answers = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    try (JsonParser json = mapper.createParser(run.output())) {
      for (JsonNode next = mapper.readTree(json); next != null; next = mapper.readTree(json)) {
        answers.add(next);
      }
    }
    assertThat(answers).hasSameSizeAs(recipes);
    for (int i = 0; i < recipes.size(); i++) {
      // Here nobody waited during a pause, and every fiber ended.
      String recipe = recipes.get(i);
      if (!recipe.contains("JOIN pause") && !recipe.contains("end_ns IS NULL")) {
        assertThat(answers.get(i)).as(recipes.get(i)).isNotEmpty();
      }
    }
  }

  @Test
  void anAnswerIsATableCsvOrJson() throws Exception {
    String question = "SELECT rule, count FROM finding WHERE rule = 'tiny-chunks'";
    assertThat(query(HAZARDS, question).output())
        .contains("rule         count", "-----------  -----", "tiny-chunks", "1 row");
    assertThat(query(HAZARDS, question, "--format", "csv").output())
        .startsWith("rule,count\ntiny-chunks,");
    assertThat(query(HAZARDS, question, "--format", "json").output())
        .contains("{\"rule\":\"tiny-chunks\",\"count\":");
    assertThat(query(HAZARDS, "FROM span", "--limit", "3").output())
        .contains("3 rows, and there are more (--limit)");
    assertThat(query(HAZARDS, "--schema").output())
        .contains("span", "What it waits for, as far as it is known", "queue_time  (view)");
  }

  @Test
  void severalRecordingsAreOneDatabaseAndParquetIsTheSame() throws Exception {
    String jetty = SAMPLES.resolve("jetty.jfr").toString();
    String question = "SELECT recording, count(*) AS pins FROM pin GROUP BY 1 ORDER BY 1";
    String answer = query(HAZARDS, jetty, question).output();
    assertThat(answer).contains("hazards.jfr", "jetty.jfr", "2 rows");
    String tables = folder.resolve("tables").toString();
    assertThat(
            CommandRun.of(folder, "export", HAZARDS, jetty, "--format", "parquet", "-o", tables)
                .exitCode())
        .isZero();
    assertThat(query(tables, question).output()).isEqualTo(answer);
    assertThat(query(tables, "FROM queue_time").output()).contains("start_site");
  }

  /** Recordings of several hosts mostly have the same name. */
  @Test
  void recordingsOfTheSameNameAreToldApart() throws Exception {
    Path jetty = SAMPLES.resolve("jetty.jfr");
    for (String host : List.of("one", "two")) {
      Files.createDirectories(folder.resolve(host));
      Files.copy(jetty, folder.resolve(host).resolve("app.jfr"));
    }
    String one = folder.resolve("one/app.jfr").toString();
    String two = folder.resolve("two/app.jfr").toString();
    String joined =
        "SELECT count(*) = (SELECT count(*) FROM span) AS same, count(DISTINCT recording) AS n,"
            + " min(recording) AS first FROM span JOIN thread USING (recording, thread)";
    String csv = query(one, two, joined, "--format", "csv").output();
    assertThat(csv).contains("same,n,first\ntrue,2,one/app.jfr\n");
    assertThat(query(one, one, joined, "--format", "csv").output()).contains("true,1,app.jfr");
    String tables = folder.resolve("tables").toString();
    for (String host : List.of("one", "two")) {
      String file = folder.resolve(host).resolve("app.jfr").toString();
      CommandRun.of(
          folder, "export", file, "--format", "parquet", "-o", tables, "--host", "web " + host);
    }
    assertThat(query(tables, joined, "--format", "csv").output())
        .containsPattern("true,2,\"?[0-9-]+/web one/app.jfr");
  }

  @Test
  void severalQuestionsAreAnsweredEach() throws Exception {
    String questions = "SELECT 1 AS a; -- no; question\nSELECT 'b;c' AS d;";
    CommandRun run = query(HAZARDS, questions, "--format", "csv");
    assertThat(run.output()).isEqualTo("a\n1\nd\nb;c\n");
    CommandRun piped = CommandRun.withInput(questions, folder, "query", HAZARDS, "--format", "csv");
    assertThat(piped.output()).isEqualTo(run.output());
  }

  @Test
  void whatARecordingDoesNotTellIsSaid() throws Exception {
    String silent = SAMPLES.resolve("jdk/jdk21-default.jfr").toString();
    assertThat(query(silent, "FROM queue_time").output())
        .contains("jdk21-default.jfr tells of starts and pins only", "0 rows");
  }

  @Test
  void whatIsWrongIsASentence() throws Exception {
    for (String[] wrong :
        new String[][] {
          {HAZARDS, "SELECT nothing FROM span", "nothing"},
          {HAZARDS, "DROP VIEW span", "Only questions are answered"},
          {HAZARDS, "no-such.jfr", "FROM span", "There is no file no-such.jfr"},
          {"no-such.jfr", "There is no file no-such.jfr"},
          {HAZARDS, "What is the question?"},
          {HAZARDS, "FROM span", "--limit", "0", "1 or more"},
          {folder.toString(), "FROM span", "There is no recording in the folder"},
          {
            HAZARDS,
            "SELECT sum(a.start_ns % b.start_ns) FROM span a, span b, span c",
            "--timeout",
            "1",
            "longer than 1 s"
          }
        }) {
      String[] arguments = List.of(wrong).subList(0, wrong.length - 1).toArray(String[]::new);
      CommandRun run = query(arguments);
      assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
      assertThat(run.output()).contains(wrong[wrong.length - 1]).doesNotContain("\tat ");
    }
  }
}
