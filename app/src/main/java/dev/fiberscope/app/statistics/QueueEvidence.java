package dev.fiberscope.app.statistics;

import dev.fiberscope.recordings.index.Distributions;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.text.Numbers;
import java.util.stream.LongStream;

/** How well queue times are known, in a sentence. */
final class QueueEvidence {
  private QueueEvidence() {}

  static String of(Session session, Distributions all) {
    long[] queued = all.queuedByEvidence();
    double count = Math.max(1, LongStream.of(queued).sum());
    if (!session.queueLengths().isRecorded() && session.hasScheduling()) {
      return "When fibers were put in line for a carrier was not recorded, so most queue times are"
          + " not known. The settings of this version record it: fiberscope settings --level"
          + " standard.";
    }
    if (LongStream.of(queued).sum() == 0) {
      return "";
    }
    return "Queue times: "
        + Numbers.percent(queued[Evidence.RECORDED.ordinal()] / count)
        + " recorded, "
        + Numbers.percent(queued[Evidence.DERIVED.ordinal()] / count)
        + " derived, "
        + Numbers.percent(queued[Evidence.INFERRED.ordinal()] / count)
        + " inferred: off by about the time between two wake-ups. At most "
        + Numbers.count(session.queueLengths().most(all.from(), all.to()))
        + " fibers waited for a carrier at a time.";
  }
}
