package dev.fiberscope.recordings.index;

import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Where threads ran in their code, by thread and time. */
public final class Samples {
  /** Stands for the time of a sample that there is not. */
  public static final long NONE = Long.MAX_VALUE;

  private final SiteTable samples;
  private final RowsByKey ofThread;

  Samples(Session session) {
    samples = session.samples();
    ofThread = samples.byThread(session.storage(), session.threads().count());
  }

  /** When the first sample of a thread from a time on was taken, or {@link #NONE}. */
  public long nextFrom(int thread, long time) {
    int place = firstFrom(thread, time);
    return place < ofThread.first(thread + 1) ? samples.start(ofThread.row(place)) : NONE;
  }

  private int firstFrom(int thread, long time) {
    return Math.max(ofThread.first(thread), ofThread.lastUpTo(thread, time - 1) + 1);
  }

  /** When the sample of a thread was taken that is nearest to a time, of those in a stretch. */
  public OptionalLong nearest(int thread, long from, long to, long time) {
    long next = nextFrom(thread, Math.max(from, time));
    int place = firstFrom(thread, time) - 1;
    long before = place < ofThread.first(thread) ? -NONE : samples.start(ofThread.row(place));
    boolean isBefore = before >= from;
    boolean isNext = next < to;
    if (!isBefore && !isNext) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(!isNext || isBefore && time - before < next - time ? before : next);
  }

  /** Rows of the samples of a thread from a time on, up to and not including another. */
  public int[] rows(int thread, long from, long to) {
    return IntStream.range(firstFrom(thread, from), firstFrom(thread, to))
        .map(ofThread::row)
        .toArray();
  }

  /** The stack trace of the last sample between two times, or {@link StackTraceTable#NONE}. */
  public int lastTrace(int thread, long from, long to) {
    int place = ofThread.lastUpTo(thread, to);
    if (place < ofThread.first(thread)) {
      return StackTraceTable.NONE;
    }
    int row = ofThread.row(place);
    return samples.start(row) >= from ? samples.stackTrace(row) : StackTraceTable.NONE;
  }
}
