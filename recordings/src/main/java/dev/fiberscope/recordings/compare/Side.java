package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.text.Times;
import java.util.List;

/**
 * One of two that are compared: a recording, or a stretch of one.
 *
 * @param from ns since the session began; {@code to} likewise
 * @param findings what rules say of it
 */
public record Side(
    Session session, SessionIndex index, long from, long to, List<Finding> findings) {
  /** All of a recording. */
  public static Side of(Session session, SessionIndex index, List<Finding> findings) {
    return new Side(session, index, 0, session.duration(), findings);
  }

  /** A stretch of it, with the findings that show in it. */
  public Side part(long begin, long end) {
    long last = Math.min(end, session.duration());
    List<Finding> here = findings.stream().filter(each -> shows(each, begin, last)).toList();
    return new Side(session, index, begin, last, here);
  }

  /** Only the worst times of a finding are known: where there were more, one may be here. */
  private static boolean shows(Finding finding, long begin, long end) {
    return finding.count() > finding.worst().size()
        || finding.worst().stream().anyMatch(each -> each.from() < end && each.to() >= begin);
  }

  /** The recording's name, and which stretch of it unless it is all. */
  public String text() {
    boolean whole = from <= 0 && to >= session.duration();
    return session.name()
        + (whole ? "" : ", " + Times.moment(from) + " to " + Times.moment(to) + " s");
  }

  double seconds() {
    return (to - from) / 1e9;
  }
}
