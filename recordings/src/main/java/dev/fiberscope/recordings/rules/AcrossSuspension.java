package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.rules.LocalUses.LocalUse;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import java.util.List;
import java.util.Optional;

/** Thread-locals that a fiber sets, is suspended, and reads. */
final class AcrossSuspension {
  private AcrossSuspension() {}

  /** True if the decode that reads a value had set it itself, whoever did so since. */
  static boolean hasSet(List<LocalUse> uses, LocalUse read) {
    return lastOwnSet(uses, read).isPresent();
  }

  /** When the decode that reads a value set it last. */
  static Optional<LocalUse> lastOwnSet(List<LocalUse> uses, LocalUse read) {
    LocalUse last = null;
    for (LocalUse use : uses) {
      if (use.start() >= read.start()) {
        break;
      }
      if (use.fiber() == read.fiber()
          && use.owner() == read.owner()
          && use.variable().equals(read.variable())) {
        last = use.use() == Use.SET ? use : use.use() == Use.REMOVE ? null : last;
      }
    }
    return Optional.ofNullable(last);
  }

  /** True if a fiber was off its carrier at some moment between two times. */
  static boolean wasAway(Observed seen, int fiber, long from, long to) {
    SpanTable spans = seen.session().spans();
    int row = fiber < 0 ? SpanTable.NONE : spans.firstEndingAfter(fiber, from);
    while (row != SpanTable.NONE && spans.start(row) < to) {
      if (!spans.state(row).isMounted()) {
        return true;
      }
      row = spans.next(row);
    }
    return false;
  }
}
