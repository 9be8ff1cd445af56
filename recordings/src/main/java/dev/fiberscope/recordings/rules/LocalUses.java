package dev.fiberscope.recordings.rules;

import com.carrotsearch.hppc.IntObjectHashMap;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.code.ThreadLocalFields;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadLocalTable;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What fibers did with the thread-locals of programs, in the order of time. */
final class LocalUses {
  private static final List<String> LIBRARY = List.of("java.", "javax.", "jdk.", "sun.");

  /** What belongs to no decode and to no task. */
  static final int NO_OWNER = -1;

  /** Tasks of a pool are counted down from here. */
  private static final int FIRST_TASK = -2;

  /**
   * A use by a program, not by the JDK for itself.
   *
   * @param thread row of the thread whose value it is: the fiber, or a carrier of the engine's own
   * @param fiber row of the fiber that did it
   * @param decode row of the decode that it was in, or {@link Occurrence#NONE}
   * @param owner what is not to see the values of others: the decode, or the task of a pool; or
   *     {@link #NO_OWNER}
   * @param variable what it is called: its field where class files tell, else the class that uses
   *     it
   * @param initial true if it made the value: a {@link Use#GET}, or a {@link Use#SET} right behind
   *     one in the same method, because there was none
   */
  record LocalUse(
      Use use,
      int thread,
      int fiber,
      int decode,
      int owner,
      String variable,
      boolean initial,
      long start,
      long end,
      int stackTrace) {}

  private final Observed seen;
  private final ThreadLocalTable table;
  private final RowsByKey byThread;
  private final Map<Frame, String> variables = new HashMap<>();
  private final IntObjectHashMap<String> byIdentity = new IntObjectHashMap<>();
  private final Set<String> names = new HashSet<>();
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
        : Optional.of("What is done with thread-locals was not recorded; " + seen.full() + ".");
  }

  static Optional<String> lacksReads(Observed seen) {
    return lacks(seen)
        .or(
            () ->
                seen.session().facts().threadLocalReads() || hasReads(seen)
                    ? Optional.empty()
                    : Optional.of(
                        "Reads of thread-locals were not recorded; " + seen.full() + "."));
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
    int tasks = 0;
    Frame lastRead = null;
    for (int place = byThread.first(thread); place < byThread.first(thread + 1); place++) {
      int row = byThread.row(place);
      tasks += table.use(row) == Use.TASK ? 1 : 0;
      Optional<Frame> caller = caller(table.stackTrace(row));
      if (caller.isPresent()) {
        boolean cached = table.use(row) == Use.SET && isSameMethod(lastRead, caller.get());
        uses.add(use(thread, row, place, caller.get(), tasks, cached));
        if (table.use(row) != Use.INITIAL) {
          lastRead = table.use(row) == Use.GET ? caller.get() : null;
        }
      }
    }
    return uses;
  }

  private static boolean isSameMethod(Frame one, Frame other) {
    return one != null && one.type().equals(other.type()) && one.method().equals(other.method());
  }

  private LocalUse use(int thread, int row, int place, Frame caller, int tasks, boolean cached) {
    long start = table.start(row);
    int fiber = seen.fiberOn(thread, start);
    int decode = seen.decodeAt(fiber, start);
    int task = tasks == 0 ? NO_OWNER : FIRST_TASK - tasks;
    return new LocalUse(
        table.use(row),
        thread,
        fiber,
        decode,
        decode == Occurrence.NONE ? task : decode,
        variable(caller, table.variable(row)),
        cached || table.use(row) == Use.GET && makesValue(thread, place, table.end(row)),
        start,
        table.end(row),
        table.stackTrace(row));
  }

  /** The making of a first value lies within the read that asked for it, or is told next. */
  private boolean makesValue(int thread, int place, long end) {
    int variable = table.variable(byThread.row(place));
    for (int next = place + 1; next < byThread.first(thread + 1); next++) {
      int row = byThread.row(next);
      if (variable != ThreadLocalTable.UNKNOWN) {
        return table.use(row) == Use.INITIAL && table.variable(row) == variable;
      }
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
        || frame.type().startsWith("dev.fiberscope.agent.")
        || frame.type().equals("jdk.internal.misc.CarrierThreadLocal")
        || frame.type().equals("jdk.internal.misc.TerminatingThreadLocal");
  }

  /**
   * Where neither the field is told by class files nor the identity by the agent, what one class
   * uses is taken for one variable. One that the agent knows is called as where it was used first.
   */
  private String variable(Frame caller, int identity) {
    String called =
        variables.computeIfAbsent(
            caller, frame -> ThreadLocalFields.at(seen.classes(), frame).orElse(frame.type()));
    if (identity == ThreadLocalTable.UNKNOWN) {
      return called;
    }
    String known = byIdentity.get(identity);
    if (known == null) {
      // Two variables of a class are not one, though they are used from the same methods.
      known = names.add(called) ? called : called + "@" + Integer.toHexString(identity);
      byIdentity.put(identity, known);
    }
    return known;
  }

  /** A name without its package: {@code Session.TENANT}, or {@code Session}. */
  static String shortName(String variable) {
    int upper = 0;
    while (upper < variable.length() && !Character.isUpperCase(variable.charAt(upper))) {
      int dot = variable.indexOf('.', upper);
      if (dot < 0) {
        break;
      }
      upper = dot + 1;
    }
    return variable.substring(upper);
  }
}
