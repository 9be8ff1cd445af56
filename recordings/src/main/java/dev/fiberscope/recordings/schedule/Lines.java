package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.LongArrayDeque;
import com.carrotsearch.hppc.cursors.IntCursor;
import dev.fiberscope.recordings.store.QueueLengths;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The scheduler's lines as they are replayed, and the submits that were left in one that turned out
 * to be empty: somebody took them unseen.
 */
final class Lines {
  private static final int NONE = Submits.NONE;
  private static final int MOST_LOST = 64;

  private final Submits submits;
  private final List<RunQueue> own = new ArrayList<>();
  private final List<RunQueue> outside = new ArrayList<>();
  private final List<List<RunQueue>> all = List.of(own, outside);
  private final IntArrayDeque lost = new IntArrayDeque();
  private final LongArrayDeque lostAt = new LongArrayDeque();
  private final QueueLengths.Builder lengths = new QueueLengths.Builder();

  /** Those that may have somebody in them. */
  final List<RunQueue> listed = new ArrayList<>();

  private Slices slices;

  Lines(Submits submits) {
    this.submits = submits;
  }

  /** Begins a window. */
  void begin(Slices ofWindow) {
    slices = ofWindow;
  }

  RunQueue of(int place, boolean isOwn) {
    List<RunQueue> lines = isOwn ? own : outside;
    while (lines.size() <= place) {
      lines.add(null);
    }
    RunQueue line = lines.get(place);
    if (line == null) {
      line = new RunQueue(isOwn);
      lines.set(place, line);
    }
    return line;
  }

  /** Puts a submit at the end of a line. */
  void add(RunQueue line, int submit, long now) {
    line.line.addLast(submit);
    lengths.change(now, 1);
    if (!line.listed) {
      line.listed = true;
      listed.add(line);
    }
  }

  /** The first one of a line that is still there, or {@link Submits#NONE}. */
  int first(RunQueue line) {
    while (!line.line.isEmpty() && submits.isTaken(line.line.getFirst())) {
      line.line.removeFirst();
    }
    return line.line.isEmpty() ? NONE : line.line.getFirst();
  }

  /** A carrier's own line is empty: who is left in it was taken unseen. */
  void isEmpty(int carrier, long now) {
    RunQueue line = of(carrier, true);
    if (first(line) != NONE) {
      doubt();
      while (!line.line.isEmpty()) {
        lose(line, now);
      }
    }
    line.isCertain();
  }

  /** Takes the first one out of a line: somebody took it unseen. */
  void lose(RunQueue line, long now) {
    int submit = line.line.removeFirst();
    if (submits.isTaken(submit)) {
      return;
    }
    if (lost.size() == MOST_LOST) {
      lost.removeFirst();
      lostAt.removeFirst();
    }
    lost.addLast(submit);
    lostAt.addLast(now);
    leaves(submit, now);
  }

  /** Takes out those before one, which is in the line, as lost, and that one too. */
  void takeOut(RunQueue line, int submit, long now) {
    while (line.line.getFirst() != submit) {
      lose(line, now);
    }
    line.line.removeFirst();
    leaves(submit, now);
  }

  /** Somebody no longer waits, or is not counted any more: he may have been lost before. */
  void leaves(int submit, long now) {
    if (submits.markGone(submit)) {
      lengths.change(now, -1);
    }
  }

  /**
   * Somebody was taken from a line unseen, or is missing in one: since it was certain who is in
   * them, each of them may have been wrong, as far as this window goes back.
   */
  void doubt() {
    for (RunQueue line : listed) {
      for (int i = 0; i < line.sinceCertain.size(); i++) {
        slices.doubt(line.sinceCertain.get(i));
      }
      line.sinceCertain.elementsCount = 0;
      line.certain = false;
    }
  }

  /** One of the lost that fits, or {@link Submits#NONE}. */
  int lost(IntPredicate fits) {
    return lost(Long.MIN_VALUE, Long.MAX_VALUE, fits);
  }

  /** One that was lost from a time on and before another one and fits. */
  int lost(long from, long to, IntPredicate fits) {
    var at = lostAt.iterator();
    for (IntCursor each : lost) {
      long when = at.next().value;
      if (when >= from && when < to && fits.test(each.value)) {
        return each.value;
      }
    }
    return NONE;
  }

  void found(int submit) {
    int size = lost.size();
    for (int i = 0; i < size; i++) {
      int each = lost.removeFirst();
      long at = lostAt.removeFirst();
      if (each != submit) {
        lost.addLast(each);
        lostAt.addLast(at);
      }
    }
  }

  /** Marks those that are in a line or lost. */
  void markNeeded(boolean[] needed) {
    for (RunQueue line : listed) {
      for (IntCursor each : line.line) {
        needed[each.value] |= !submits.isTaken(each.value);
      }
    }
    for (IntCursor each : lost) {
      needed[each.value] = true;
    }
  }

  void endWindow(int[] newRows) {
    for (List<RunQueue> lines : all) {
      for (RunQueue line : lines) {
        if (line != null) {
          line.endWindow(newRows);
        }
      }
    }
    int size = lost.size();
    for (int i = 0; i < size; i++) {
      lost.addLast(newRows[lost.removeFirst()]);
    }
  }

  QueueLengths lengths(long end) {
    return lengths.build(end);
  }
}
