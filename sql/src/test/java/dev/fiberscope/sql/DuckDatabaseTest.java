package dev.fiberscope.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.tables.SessionTable;
import dev.fiberscope.recordings.tables.SessionTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DuckDatabaseTest {
  private static final Path SAMPLES = Path.of("../recordings/samples");

  private static final int SECONDS = 60;

  @TempDir private Path folder;
  private Session session;
  private SqlDatabase database;

  private static List<SessionTable> tables(Session session) {
    SessionIndex index = new SessionIndex(session);
    return SessionTables.of(
        session,
        index,
        () ->
            Analysis.of(
                new Observed(session, index, List.of(), ClassFiles.NONE, Limits.DEFAULT),
                Rules.ALL));
  }

  @BeforeEach
  void open() throws Exception {
    session = Ingest.open(SAMPLES.resolve("hazards.jfr"), (_, _) -> {});
    database = new DuckEngine().open(List.of(tables(session)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Object one(String sql) throws SqlException {
    Answer answer = database.ask(sql, 10, SECONDS);
    assertThat(answer.rows()).hasSize(1);
    return answer.rows().getFirst().getFirst();
  }

  @Test
  void tablesHaveWhatTheSessionHas() throws Exception {
    assertThat(one("SELECT count(*) FROM span")).isEqualTo(session.spans().count());
    assertThat(one("SELECT count(*) FROM thread WHERE kind = 'fiber'"))
        .isEqualTo((long) session.threads().rows(ThreadTable.Kind.FIBER).length);
    assertThat(one("SELECT count(*) FROM decode")).isEqualTo((long) session.decodes().count());
    assertThat(one("SELECT count(*) FROM suspension"))
        .isEqualTo((long) session.suspensions().count());
    assertThat(one("SELECT count(*) FROM pin")).isEqualTo((long) session.pins().count());
    assertThat(one("SELECT sum(duration_ns) FROM span WHERE state = 'pinned' AND kind = 'fiber'"))
        .isEqualTo(pinned());
    assertThat(one("SELECT count(*) FROM finding WHERE rule = 'carrier-pinned'")).isEqualTo(1L);
    assertThat(one("SELECT count(*) FROM span WHERE evidence IS NULL")).isEqualTo(0L);
    assertThat(one("SELECT begin FROM recording")).isInstanceOf(java.time.Instant.class);
  }

  private long pinned() {
    long[] nanos = new long[dev.fiberscope.recordings.store.State.values().length];
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      session.spans().addStateTimes(fiber, nanos);
    }
    return nanos[dev.fiberscope.recordings.store.State.PINNED.ordinal()];
  }

  @Test
  void viewsAnswerTheFirstQuestions() throws Exception {
    for (String view :
        List.of("queue_time", "pins_by_frame", "slow_message", "fiber_time", "wait_site")) {
      assertThat(database.ask("FROM " + view, 5, SECONDS).rows()).as(view).isNotEmpty();
    }
    // Which monitors they were is not recorded: the time is there all the same.
    assertThat(database.ask("SELECT lock, fibers FROM lock_wait", 5, SECONDS).rows())
        .containsExactly(List.of("not told: waiting for a monitor", 26L));
  }

  @Test
  void everyTableAndColumnSaysWhatItIs() throws Exception {
    assertThat(database.schema())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            table -> {
              assertThat(table.comment()).as(table.name()).isNotBlank();
              if (!table.isView()) {
                assertThat(table.columns())
                    .allSatisfy(column -> assertThat(column.comment()).isNotBlank());
              }
            });
  }

  @Test
  void rowsAreLimitedAndThatIsSaid() throws Exception {
    Answer answer = database.ask("SELECT thread_name FROM span", 7, SECONDS);
    assertThat(answer.rows()).hasSize(7);
    assertThat(answer.more()).isTrue();
    assertThat(database.ask("SELECT 1", 7, SECONDS).more()).isFalse();
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertThatThrownBy(() -> database.ask("SELECT nothing FROM span", 1, SECONDS))
        .isInstanceOf(SqlException.class)
        .hasMessageContaining("nothing")
        .hasMessageContaining("LINE 1")
        .hasMessageContaining("^");
    assertThatThrownBy(() -> database.ask("SELEC 1", 1, SECONDS))
        .isInstanceOf(SqlException.class)
        .hasMessageContaining("syntax error");
  }

  @Test
  void nothingIsWrittenReadOrLoaded() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
    Path out = folder.resolve("out.csv");
    for (String wrong :
        List.of(
            "COPY (SELECT 1) TO '" + out + "'",
            "CREATE TABLE a (b INT)",
            "SELECT * FROM read_csv('" + secret + "')",
            "FROM '" + secret + "'",
            "SELECT * FROM read_text('" + secret + "')",
            "SELECT * FROM glob('" + folder + "/*')",
            "ATTACH '" + folder.resolve("a.db") + "'",
            "EXPORT DATABASE '" + folder + "'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "PRAGMA database_list; COPY (SELECT 1) TO '" + out + "'",
            "SELECT 1; COPY (SELECT 1) TO '" + out + "'",
            "DROP VIEW span",
            "EXPLAIN ANALYZE COPY (SELECT 1) TO '" + out + "'")) {
      assertThatThrownBy(() -> database.ask(wrong, 1, SECONDS))
          .as(wrong)
          .isInstanceOf(SqlException.class);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(secret);
    }
    assertThat(one("SELECT count(*) FROM thread")).isInstanceOf(Long.class);
    for (String right : List.of("SHOW TABLES", "DESCRIBE span", "EXPLAIN SELECT 1", "FROM pin")) {
      assertThat(database.ask(right, 100, SECONDS).rows()).as(right).isNotEmpty();
    }
  }

  @Test
  @Timeout(60)
  void aQueryIsCancelled() throws Exception {
    Thread asking =
        Thread.ofPlatform()
            .start(
                () ->
                    assertThatThrownBy(
                            () ->
                                database.ask(
                                    "SELECT sum(a.start_ns * b.start_ns % 7) FROM span a, span b,"
                                        + " span c", 1, SECONDS))
                        .hasMessageContaining("cancelled"));
    while (asking.isAlive()) {
      database.cancel();
      asking.join(10);
    }
    assertThat(one("SELECT 1")).isEqualTo(1L);
  }

  @Test
  void parquetIsReadBackAndHasNoPartsOfAnything() throws Exception {
    Session other = Ingest.open(SAMPLES.resolve("jetty.jfr"), (_, _) -> {});
    Path written = folder.resolve("fleet");
    database.export(written, "host a/1");
    try (SqlDatabase jetty = new DuckEngine().open(List.of(tables(other)))) {
      jetty.export(written, "b");
      // Once more: it replaces itself.
      jetty.export(written, "b");
    }
    try (SqlDatabase both = new DuckEngine().open(written)) {
      assertThat(both.ask("SELECT recording, count(*) FROM span GROUP BY 1 ORDER BY 1", 9, SECONDS).rows())
          .containsExactly(
              List.of("hazards.jfr", session.spans().count()),
              List.of("jetty.jfr", other.spans().count()));
      assertThat(both.ask("SELECT DISTINCT host FROM thread ORDER BY 1", 9, SECONDS).rows())
          .containsExactly(List.of("b"), List.of("host a/1"));
      assertThat(both.ask("FROM pins_by_frame", 5, SECONDS).rows()).isNotEmpty();
      // By thread and time.
      assertThat(
              both.ask(
                      "SELECT count(*) FROM (SELECT thread, start_ns, lag(thread) OVER w AS before,"
                          + " lag(start_ns) OVER w AS earlier FROM (SELECT *, row_number() OVER ()"
                          + " AS place FROM span WHERE recording = 'jetty.jfr')"
                          + " WINDOW w AS (ORDER BY place))"
                          + " WHERE thread < before OR thread = before AND start_ns < earlier",
                      1, SECONDS)
                  .rows())
          .containsExactly(List.of(0L));
      assertThatThrownBy(() -> both.ask("SELECT * FROM read_text('/etc/passwd')", 1, SECONDS))
          .isInstanceOf(SqlException.class);
    }
    try (Stream<Path> files = Files.list(written)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
    assertThatThrownBy(() -> new DuckEngine().open(Files.createDirectory(folder.resolve("none"))))
        .hasMessageContaining("There are no tables in");
  }

  @Test
  void aDiskThatIsFullLeavesNothingThatLooksWhole() throws Exception {
    Path blocked = Files.createDirectory(folder.resolve("blocked"));
    // A file where the folder of a table is to be.
    Files.writeString(blocked.resolve("wake"), "");
    assertThatThrownBy(() -> database.export(blocked, "a")).isInstanceOf(SqlException.class);
    try (Stream<Path> files = Files.walk(blocked)) {
      assertThat(files.filter(each -> each.toString().endsWith(".parquet"))).isEmpty();
    }
  }
}
