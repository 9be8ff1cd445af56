package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.Occupancy;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What rules about decode stacks have in common. */
final class PoolUses {
  private PoolUses() {}

  /** Nothing is lacking where nothing decodes. */
  static Optional<String> lacks(Observed seen) {
    boolean decodes = seen.session().decodes().count() > 0;
    return decodes && seen.session().pool().uses() == 0
        ? Optional.of("What decodes did with stacks was not recorded; " + seen.standard() + ".")
        : Optional.empty();
  }

  /** What to call a pool. */
  static String name(Observed seen, long pool) {
    if (PoolTable.isShared(pool)) {
      return "the shared pool";
    }
    long id = PoolTable.carrierOf(pool);
    int carrier = seen.session().threads().find(JvmId.of(0, id));
    return carrier == ThreadTable.NO_THREAD ? "carrier " + id : seen.name(carrier);
  }

  /** The fiber that used a stack, or {@link Occurrence#NONE}. */
  static int fiber(Observed seen, StackUse use) {
    return use.decode() < 0 ? Occurrence.NONE : seen.session().decodes().thread(use.decode());
  }

  /** An occurrence of the whole use of a stack. */
  static Occurrence occurrence(
      Observed seen, StackUse use, long weight, String value, String sentence) {
    long end = seen.session().readTo();
    return new Occurrence(
        Math.max(0, use.acquired()),
        Math.min(end, use.released()),
        fiber(seen, use),
        Occurrence.NONE,
        use.decode(),
        weight,
        value,
        sentence);
  }

  /** By the time they were given back; those that were not are left out. */
  static List<StackUse> byRelease(PoolTable pool) {
    return IntStream.range(0, pool.uses())
        .mapToObj(pool::use)
        .filter(StackUse::isReleased)
        .sorted(Comparator.comparingLong(StackUse::released))
        .toList();
  }

  /** By the time they were taken. */
  static List<StackUse> byAcquisition(PoolTable pool) {
    return IntStream.range(0, pool.uses())
        .mapToObj(pool::use)
        .sorted(Comparator.comparingLong(StackUse::acquired))
        .toList();
  }

  /** How full pools were, by time: a file tells it in any order. */
  static List<Occupancy> occupancyByTime(PoolTable pool) {
    return IntStream.range(0, pool.occupancies())
        .mapToObj(pool::occupancy)
        .sorted(Comparator.comparingLong(Occupancy::time))
        .toList();
  }
}
