package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.recordings.index.FiberCounts;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.Locale;

/** How many fibers there were in the stretch of time that shows, a line each. */
record OverviewCounts(String living, String waiting, String mounted) {
  static OverviewCounts of(OpenSession open, long from, long to) {
    FiberCounts counts = open.counts();
    QueueLengths queues = open.session().queueLengths();
    int carriers = counts.carriers();
    int first = counts.part(from);
    int last = counts.part(to);
    double most = 0;
    double living = 0;
    double mounted = 0;
    for (int part = first; part <= last; part++) {
      living = Math.max(living, counts.living()[part]);
      most = Math.max(most, counts.waiting()[part]);
      mounted += counts.mounted()[part] / (last - first + 1);
    }
    String waiting =
        queues.isRecorded()
            ? "could run \u2264 " + Numbers.count(queues.most(from, to))
            : most > 0 || open.session().scheduler().count() > 0
                ? "could run ~ " + Numbers.count(Math.round(most))
                : "could run: not recorded";
    return new OverviewCounts(
        "living \u2264 " + Numbers.count(Math.round(living)),
        waiting,
        !areKnown(open)
            ? "on a carrier: not recorded"
            : carriers == 0
                ? ""
                : String.format(Locale.ROOT, "on a carrier %.1f of %d", mounted, carriers));
  }

  /** False if only single events tell of fibers. */
  static boolean areKnown(OpenSession open) {
    return FiberCounts.areKnown(open.session())
        || open.session().threads().rows(ThreadTable.Kind.FIBER).length == 0;
  }
}
