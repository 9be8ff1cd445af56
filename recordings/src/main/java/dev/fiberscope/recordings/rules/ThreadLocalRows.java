package dev.fiberscope.recordings.rules;

import com.carrotsearch.hppc.cursors.IntLongCursor;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.rules.LocalUses.LocalUse;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was done with each thread-local at each place of the program, as a table. */
public final class ThreadLocalRows implements Rows {
  private record Place(String variable, Frame site) {}

  private static final class Sums {
    private final Set<Integer> threads = new HashSet<>();
    private long sets;
    private long reads;
    private long made;
    private long removes;
    private long makingNanos;
    private long bytes;
    private long readsAfterSuspension;
  }

  private final Map<Place, Sums> sums = new HashMap<>();
  private final Map<String, Long> left = new HashMap<>();

  /** Counts every use that was recorded. */
  public ThreadLocalRows(Observed seen) {
    LocalUses uses = new LocalUses(seen);
    Map<Frame, Place> placeOfSite = new HashMap<>();
    uses.threads().forEach(thread -> thread(seen, uses, uses.of(thread), placeOfSite));
    for (IntLongCursor each : seen.session().threadLocals().allocated()) {
      uses.callerBelowInitial(each.key)
          .map(placeOfSite::get)
          .ifPresent(place -> sums.get(place).bytes += each.value);
    }
  }

  private void thread(
      Observed seen, LocalUses all, List<LocalUse> uses, Map<Frame, Place> placeOfSite) {
    Map<String, Use> last = new HashMap<>();
    Map<String, Long> setAt = new HashMap<>();
    for (LocalUse use : uses) {
      Optional<Frame> site = all.caller(use.stackTrace());
      if (site.isEmpty() || use.use() == Use.INHERIT || use.use() == Use.COPY) {
        continue;
      }
      Place place = new Place(use.variable(), site.get());
      placeOfSite.put(site.get(), place);
      Sums its = sums.computeIfAbsent(place, _ -> new Sums());
      its.threads.add(use.thread());
      switch (use.use()) {
        case SET -> {
          its.sets++;
          setAt.put(use.variable(), use.end());
        }
        case GET -> {
          its.reads++;
          Long set = setAt.get(use.variable());
          its.readsAfterSuspension +=
              set != null && AcrossSuspension.wasAway(seen, use.fiber(), set, use.start()) ? 1 : 0;
        }
        case INITIAL -> {
          its.made++;
          its.makingNanos += use.end() - use.start();
        }
        case REMOVE -> its.removes++;
        default -> {
          // Nothing is done to a value.
        }
      }
      if (use.use() != Use.GET) {
        last.put(use.variable(), use.use());
      }
    }
    last.forEach(
        (variable, use) -> {
          if (use == Use.SET) {
            left.merge(variable, 1L, Long::sum);
          }
        });
  }

  @Override
  public List<String> columns() {
    return List.of(
        "variable",
        "site",
        "line",
        "threads",
        "sets",
        "reads",
        "reads_after_suspension",
        "made",
        "making_ns",
        "allocated_bytes",
        "removes",
        "threads_that_left_it_set");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    List<Place> sorted =
        sums.keySet().stream()
            .sorted(
                Comparator.comparing(Place::variable)
                    .thenComparing(place -> place.site().shortName())
                    .thenComparingInt(place -> place.site().line()))
            .toList();
    for (Place place : sorted) {
      Sums its = sums.get(place);
      taker.row(
          place.variable(),
          place.site().type() + "." + place.site().method(),
          (long) place.site().line(),
          (long) its.threads.size(),
          its.sets,
          its.reads,
          its.readsAfterSuspension,
          its.made,
          its.makingNanos,
          its.bytes,
          its.removes,
          left.getOrDefault(place.variable(), 0L));
    }
  }
}
