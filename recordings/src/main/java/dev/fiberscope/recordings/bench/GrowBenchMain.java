package dev.fiberscope.recordings.bench;

import dev.fiberscope.recordings.GrowingSession;
import dev.fiberscope.recordings.store.Session;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The main class of a JVM that feeds a synthetic recording flush by flush and measures how long
 * each takes to become a session. Takes how many spans, how many slices a flush, how many fibers,
 * and seconds that are kept, 0 for all; prints a line now and then:
 *
 * <pre>grown SPANS FLUSHES MEDIAN_MS P99_MS WORST_MS HEAP STORAGE KEPT_SPANS</pre>
 *
 * Times are of the flushes since the last line; the heap is what is left after a collection.
 */
public final class GrowBenchMain {
  private static final long SECOND = 1_000_000_000L;
  private static final int LINES = 20;

  private GrowBenchMain() {}

  public static void main(String[] args) {
    long spans = Long.parseLong(args[0]);
    SyntheticRecording recording =
        new SyntheticRecording(Integer.parseInt(args[2]), Integer.parseInt(args[1]));
    long kept = Long.parseLong(args[3]) * SECOND;
    GrowingSession growing = new GrowingSession("synthetic");
    List<Double> millis = new ArrayList<>();
    long told = 0;
    long dropped = 0;
    long nextLine = spans / LINES;
    int flushes = 0;
    Session session = null;
    while (told + dropped < spans) {
      boolean newChunk = recording.beginsChunk();
      byte[] bytes = recording.next();
      long start = System.nanoTime();
      if (newChunk) {
        growing.endChunk();
      }
      growing.append(bytes, 0, bytes.length);
      if (kept > 0) {
        growing.keep(kept, Long.MAX_VALUE);
      }
      session = growing.session().orElseThrow();
      millis.add((System.nanoTime() - start) / 1e6);
      flushes++;
      long now = session.spans().count();
      dropped += Math.max(0, told - now);
      told = now;
      if (told + dropped >= nextLine) {
        say(told + dropped, flushes, millis, session);
        millis.clear();
        nextLine += spans / LINES;
      }
    }
  }

  private static void say(long spans, int flushes, List<Double> millis, Session session) {
    double[] sorted = millis.stream().mapToDouble(each -> each).sorted().toArray();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println(
        String.format(
            Locale.ROOT,
            "grown %d %d %.1f %.1f %.1f %d %d %d",
            spans,
            flushes,
            sorted[sorted.length / 2],
            sorted[sorted.length * 99 / 100],
            sorted[sorted.length - 1],
            heap,
            session.storage().used(),
            session.spans().count()));
  }
}
