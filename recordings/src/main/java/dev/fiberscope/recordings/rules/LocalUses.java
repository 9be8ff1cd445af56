package dev.fiberscope.recordings.rules;

import java.util.ArrayList;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import com.carrotsearch.hppc.IntObjectHashMap;
import java.util.stream.IntStream;
import java.util.List;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import java.util.Optional;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.ThreadLocalTable;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;

/** What fibers did with the thread-locals of programs, in the order of time. */
final class LocalUses {
  private static final List<String> LIBRARY = List.of("java.", "javax.", "jdk.", "sun.");

  /** Of a thread that decodes nothing. */
  static final int NO_DECODE = Occurrence.NONE;

  /**
   * A use by a program, not by the JDK for itself.
   *
   * @param thread row of the thread whose value it is: the fiber, or a carrier of the engine's own
   * @param fiber row of the fiber that did it
   * @param decode row of the decode that it was in, or {@link #NO_DECODE}
   * @param variable what it is called: the class and, where class files tell, the field
   * @param initial true for a {@link Use#GET} that made the value
   */
  record LocalUse(
      Use use,
      int thread,
      int fiber,
      int decode,
      String variable,
      boolean initial,
      long start,
      long end,
      int stackTrace) {}

  private final Observed seen;
  private final ThreadLocalTable table;
  private final RowsByKey byThread;
  private final IntObjectHashMap<Optional<Frame>> callers = new IntObjectHashMap<>();

  LocalUses(Observed seen) {
    this.seen = seen;
    table = seen.session().threadLocals();
    byThread = table.byThread(seen.session().storage(), seen.session().threads().count());
  }

  static Optional<String> lacks(Observed seen) {
    boolean recorded =
        seen.session().facts().threadLocals()
            || seen.session().threadLocals().count() > seen.session().threadLocals().first();
    return recorded
        ? Optional.empty()
        : Optional.of(
            "What is done with thread-locals was not recorded; " + Observed.full() + ".");
  }

  static Optional<String> lacksReads(Observed seen) {
    return lacks(seen)
        .or(
            () ->
                seen.session().facts().threadLocalReads() || hasReads(seen)
                    ? Optional.empty()
                    : Optional.of(
                        "Reads of thread-locals were not recorded; " + Observed.full() + "."));
  }

  private static boolean hasReads(Observed seen) {
    ThreadLocalTable table = seen.session().threadLocals();
    for (int row = table.first(); row < table.count(); row++) {
      if (table.use(row) == Use.GET) {
        return true;
      }
    }
    return false;
  }

  /** Threads of which uses are known. */
  IntStream threads() {
    return IntStream.range(0, seen.session().threads().count())
        .filter(thread -> byThread.first(thread) < byThread.first(thread + 1));
  }

  /** The uses of a thread's values. */
  List<LocalUse> of(int thread) {
    List<LocalUse> uses = new ArrayList<>();
    for (int place = byThread.first(thread); place < byThread.first(thread + 1); place++) {
      int row = byThread.row(place);
      int at = place;
      caller(table.stackTrace(row)).ifPresent(frame -> uses.add(use(thread, row, at, frame)));
    }
    return uses;
  }

  private LocalUse use(int thread, int row, int place, Frame caller) {
    long start = table.start(row);
    int fiber = seen.fiberOn(thread, start);
    return new LocalUse(
        table.use(row),
        thread,
        fiber,
        seen.decodeAt(fiber, start),
        variable(caller),
        table.use(row) == Use.GET && makesValue(thread, place, table.end(row)),
        start,
        table.end(row),
        table.stackTrace(row));
  }

  /** The making of a first value lies within the read that asked for it. */
  private boolean makesValue(int thread, int place, long end) {
    for (int next = place + 1; next < byThread.first(thread + 1); next++) {
      int row = byThread.row(next);
      if (table.start(row) > end) {
        return false;
      }
      if (table.use(row) == Use.INITIAL) {
        return true;
      }
    }
    return false;
  }

  /** The method that used the variable; empty if the JDK did so for itself, or it is not known. */
  Optional<Frame> caller(int trace) {
    Optional<Frame> known = callers.get(trace);
    if (known == null) {
      known =
          seen.frames(trace).stream()
              .filter(frame -> !isVariable(frame))
              .findFirst()
              .filter(frame -> LIBRARY.stream().noneMatch(frame.type()::startsWith));
      callers.put(trace, known);
    }
    return known;
  }

  /** The same for a stack trace that lies within the making of a first value. */
  Optional<Frame> callerBelowInitial(int trace) {
    List<Frame> frames = seen.frames(trace);
    for (int i = 0; i < frames.size(); i++) {
      if (isVariable(frames.get(i)) && frames.get(i).method().equals("setInitialValue")) {
        return frames.subList(i, frames.size()).stream()
            .filter(frame -> !isVariable(frame))
            .findFirst();
      }
    }
    return Optional.empty();
  }

  /** Thread-locals themselves, with those that programs derive from them. */
  private static boolean isVariable(Frame frame) {
    return frame.type().startsWith("java.lang.ThreadLocal")
        || frame.type().equals("java.lang.InheritableThreadLocal")
        || frame.type().equals("jdk.internal.misc.CarrierThreadLocal")
        || frame.type().equals("jdk.internal.misc.TerminatingThreadLocal");
  }

  /** Class files are not asked: what one class does is taken for one variable. */
  private static String variable(Frame caller) {
    return caller.type();
  }

  /** A name without its package. */
  static String shortName(String variable) {
    return variable.substring(variable.lastIndexOf('.') + 1);
  }
}
