package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.Session;
import java.util.List;

/**
 * One of two that are compared: a recording, or a stretch of one.
 *
 * @param from ns since the session began; {@code to} likewise
 * @param findings what rules say of the whole recording
 */
public record Side(
    Session session, SessionIndex index, long from, long to, List<Finding> findings) {
  double seconds() {
    return (to - from) / 1e9;
  }
}
