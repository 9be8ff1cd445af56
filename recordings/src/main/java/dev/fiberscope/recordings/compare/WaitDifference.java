package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.index.FlameGraph;
import dev.fiberscope.recordings.index.FlameGraph.Subject;
import dev.fiberscope.recordings.index.FlameGraph.Threads;
import dev.fiberscope.recordings.index.FlameNode;
import java.util.ArrayList;
import java.util.List;

/** Where fibers waited before and after, their stack traces laid over each other. */
final class WaitDifference {
  private static final List<Subject> WAITS =
      List.of(Subject.PARKED, Subject.BLOCKED, Subject.PINNED);

  private WaitDifference() {}

  /**
   * One graph for each way of waiting, in ns of all fibers together in each second.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static FlameNode of(Side before, Side after) {
    List<FlameNode> ways = new ArrayList<>();
    for (Subject subject : WAITS) {
      FlameNode both =
          FlameNode.both(
              subject.text(),
              graph(before, subject),
              before.seconds(),
              graph(after, subject),
              after.seconds());
      if (both.weight() > 0) {
        ways.add(both);
      }
    }
    return FlameNode.heading("waiting", ways);
  }

  private static FlameNode graph(Side side, Subject subject) {
    return FlameGraph.of(
            side.session(), side.index().sites(), Threads.FIBERS, subject, side.from(), side.to())
        .whole();
  }
}
