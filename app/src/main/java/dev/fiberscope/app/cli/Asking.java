package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import dev.fiberscope.recordings.sql.SqlException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks, but not for ever. */
final class Asking {
  private Asking() {}

  /**
   * @throws SqlException if it is wrong, or takes longer than so many seconds
   */
  static Answer within(SqlDatabase database, int seconds, String question, int rows)
      throws SqlException {
    AtomicBoolean late = new AtomicBoolean();
    try (ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())) {
      // Again and again: it may not have begun when it is stopped first.
      clock.scheduleWithFixedDelay(
          () -> {
            late.set(true);
            database.cancel();
          },
          seconds * 1_000L,
          100,
          TimeUnit.MILLISECONDS);
      try {
        return database.ask(question, rows);
      } finally {
        clock.shutdownNow();
      }
    } catch (SqlException stopped) {
      if (late.get()) {
        throw new SqlException(
            "The query took longer than " + seconds + " s and was stopped (--timeout).", stopped);
      }
      throw stopped;
    }
  }
}
