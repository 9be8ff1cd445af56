package dev.fiberscope.app.session;

import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.index.StateDensity;
import dev.fiberscope.recordings.store.Session;
import java.nio.file.Path;

/** A session with what every place of the window needs to look into it. */
public record OpenSession(Path file, Session session, SessionIndex index, StateDensity density) {
  private static final int DENSITY_BUCKETS = 2_000;

  public static OpenSession of(Path file, Session session) {
    return new OpenSession(
        file, session, new SessionIndex(session), StateDensity.of(session, DENSITY_BUCKETS));
  }

  /** True if this shows the same recording as {@code before}, of which only a part was read. */
  boolean continues(OpenSession before) {
    return before != null && before.file.equals(file) && before.session.isPartial();
  }
}
