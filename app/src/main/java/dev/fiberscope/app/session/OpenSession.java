package dev.fiberscope.app.session;

import dev.fiberscope.recordings.index.FiberCounts;
import dev.fiberscope.recordings.index.Lazy;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.index.StateDensity;
import dev.fiberscope.recordings.store.Session;
import java.nio.file.Path;

/**
 * A session with what every place of the window needs to look into it.
 *
 * @param reading the same for all parts of one reading of the file, for nothing else
 * @param isPart true if more of it follows
 */
public record OpenSession(
    Path file,
    Object reading,
    boolean isPart,
    Session session,
    SessionIndex index,
    FiberCounts counts,
    Lazy<StateDensity> densities) {
  private static final int DENSITY_BUCKETS = 2_000;

  /** A session that is all there is of a recording. */
  public static OpenSession of(Path file, Session session) {
    return of(file, new Object(), session, false);
  }

  /**
   * A session of what was read so far.
   *
   * @param isPart true if more of it follows
   */
  static OpenSession of(Path file, Object reading, Session session, boolean isPart) {
    return new OpenSession(
        file,
        reading,
        isPart,
        session,
        isPart ? new SessionIndex(session) : new SessionIndex(session).prepared(),
        FiberCounts.of(session, DENSITY_BUCKETS),
        new Lazy<>(() -> StateDensity.of(session, DENSITY_BUCKETS)));
  }

  /**
   * How many fibers were in each state over time; made when it is asked for, which takes a while.
   */
  public StateDensity density() {
    return densities.get();
  }

  /** True if this shows the same recording as {@code before}, of which only a part was read. */
  boolean continues(OpenSession before) {
    return before != null && before.reading == reading && before.isPart;
  }
}
