package dev.fiberscope.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The questions that people have first, as views over the tables. */
final class Views {
  private record View(String name, String comment, Set<String> tables, String sql) {}

  private static final List<View> ALL =
      List.of(
          new View(
              "queue_time",
              "How long fibers waited for a carrier, by what they were started to run",
              Set.of("wake", "thread"),
              """
              SELECT w.recording, coalesce(t.task, t.pattern) AS start_site, count(*) AS waits,
                sum(queue_ns)::BIGINT AS total_ns, median(queue_ns)::BIGINT AS median_ns,
                quantile_cont(queue_ns, 0.99)::BIGINT AS p99_ns, max(queue_ns) AS longest_ns
              FROM wake w JOIN thread t USING (recording, thread)
              GROUP BY ALL ORDER BY total_ns DESC"""),
          new View(
              "pins_by_frame",
              "How long carriers were pinned below each method",
              Set.of("pin", "frame"),
              """
              SELECT p.recording, f.type || '.' || f.method AS frame, count(*) AS pins,
                sum(p.duration_ns)::BIGINT AS total_ns, max(p.duration_ns) AS longest_ns
              FROM pin p JOIN (SELECT DISTINCT recording, stack_trace, type, method FROM frame) f
                USING (recording, stack_trace)
              GROUP BY ALL ORDER BY total_ns DESC"""),
          new View(
              "slow_message",
              "Messages, the slowest first, with what they waited for",
              Set.of("decode", "suspension"),
              """
              SELECT d.recording, d.decode, d.type, d.thread, d.thread_name, d.start_ns,
                d.duration_ns, d.bytes, d.outcome, count(s.decode) AS waits,
                coalesce(sum(s.duration_ns), 0)::BIGINT AS waited_ns,
                arg_max(s.field, s.duration_ns) AS longest_wait_for
              FROM decode d LEFT JOIN suspension s USING (recording, decode)
              GROUP BY ALL ORDER BY d.duration_ns DESC"""),
          new View(
              "lock_wait",
              "Who waits for which lock, and who owned it when the longest wait began (locks are"
                  + " recorded by the agent only; of monitors, that fibers were blocked)",
              Set.of("span"),
              """
              SELECT recording, coalesce(lock, 'not told: ' || why) AS lock,
                arg_max(owner, duration_ns) AS owner, arg_max(owner_name, duration_ns) AS owner_name,
                count(*) AS waits, count(DISTINCT thread) AS fibers,
                sum(duration_ns)::BIGINT AS total_ns, max(duration_ns) AS longest_ns
              FROM span
              WHERE kind = 'fiber' AND (lock IS NOT NULL OR state = 'blocked')
              GROUP BY ALL ORDER BY total_ns DESC"""),
          new View(
              "fiber_time",
              "How long each fiber was in each state",
              Set.of("span"),
              """
              SELECT recording, thread, thread_name,
                coalesce(sum(duration_ns) FILTER (state = 'running'), 0)::BIGINT AS running_ns,
                coalesce(sum(duration_ns) FILTER (state = 'runnable'), 0)::BIGINT AS runnable_ns,
                coalesce(sum(duration_ns) FILTER (state = 'parked'), 0)::BIGINT AS parked_ns,
                coalesce(sum(duration_ns) FILTER (state = 'blocked'), 0)::BIGINT AS blocked_ns,
                coalesce(sum(duration_ns) FILTER (state = 'pinned'), 0)::BIGINT AS pinned_ns,
                coalesce(sum(duration_ns) FILTER (state IN ('away', 'unknown')), 0)::BIGINT
                  AS unknown_ns
              FROM span WHERE kind = 'fiber' GROUP BY ALL"""),
          new View(
              "wait_site",
              "Where in the program fibers waited, and how long (level full)",
              Set.of("span"),
              """
              SELECT recording, site, state, why, count(*) AS waits,
                sum(duration_ns)::BIGINT AS total_ns, max(duration_ns) AS longest_ns
              FROM span
              WHERE kind = 'fiber' AND state IN ('parked', 'blocked', 'pinned', 'away')
                AND site IS NOT NULL
              GROUP BY ALL ORDER BY total_ns DESC"""));

  private Views() {}

  /** Makes those whose tables are there. */
  static void create(Statement statement) throws SQLException {
    Set<String> tables = new HashSet<>();
    try (ResultSet result =
        statement.executeQuery("SELECT view_name FROM duckdb_views() WHERE NOT internal")) {
      while (result.next()) {
        tables.add(result.getString(1));
      }
    }
    for (View view : ALL) {
      if (tables.containsAll(view.tables())) {
        statement.execute("CREATE VIEW " + view.name() + " AS " + view.sql());
        statement.execute("COMMENT ON VIEW " + view.name() + " IS " + Quoted.text(view.comment()));
      }
    }
  }

  static boolean isOurs(String name) {
    return ALL.stream().anyMatch(view -> view.name().equals(name));
  }
}
