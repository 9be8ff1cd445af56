package dev.fiberscope.recordings.index;

import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.SuspensionTable;
import java.util.List;

/** Where in its code a fiber was while it waited, as far as stack traces were recorded. */
public final class Sites {
  // Waits within waits: a sleep that parks that yields.
  private static final int DEEPEST = 4;
  private static final List<String> MACHINERY =
      List.of(
          "java.lang.VirtualThread",
          "java.lang.Thread",
          "java.lang.BaseVirtualThread",
          "java.lang.ScopedValue",
          "jdk.internal.vm.",
          "dev.fiberscope.engine.fiber.",
          "dev.fiberscope.agent.");

  private static final List<String> LIBRARY =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "dev.fiberscope.engine.fiber.",
          "dev.fiberscope.agent.");

  private final Session session;
  private final RowsByKey sitesOfThread;
  private final RowsByKey suspensionsOfThread;
  private final RowsByKey pinsOfThread;

  Sites(Session session, RowsByKey pinsOfThread) {
    this.session = session;
    this.pinsOfThread = pinsOfThread;
    int threads = session.threads().count();
    SuspensionTable suspensions = session.suspensions();
    sitesOfThread = session.waitSites().byThread(session.storage(), threads);
    suspensionsOfThread =
        new RowsByKey(
            session.storage(),
            threads,
            suspensions.count(),
            suspensions::thread,
            suspensions::time);
  }

  /** The stack trace during a span of a fiber, or {@link StackTraceTable#NONE}. */
  public int stackTraceOf(int span) {
    SpanTable spans = session.spans();
    int thread = spans.track(span);
    long middle = spans.start(span) + spans.duration(span) / 2;
    if (spans.state(span) == State.PINNED) {
      int pin = pin(thread, middle);
      if (pin != StackTraceTable.NONE) {
        return pin;
      }
    }
    int site = site(thread, middle);
    return site == StackTraceTable.NONE ? suspension(thread, middle) : site;
  }

  private int pin(int thread, long time) {
    int place = pinsOfThread.lastUpTo(thread, time);
    if (place < pinsOfThread.first(thread)) {
      return StackTraceTable.NONE;
    }
    Pin pin = session.pins().get(pinsOfThread.row(place));
    return pin.end() >= time ? pin.stackTrace() : StackTraceTable.NONE;
  }

  private int site(int thread, long time) {
    SiteTable sites = session.waitSites();
    int last = sitesOfThread.lastUpTo(thread, time);
    for (int i = last; i >= Math.max(sitesOfThread.first(thread), last - DEEPEST); i--) {
      int row = sitesOfThread.row(i);
      if (sites.end(row) >= time) {
        return sites.stackTrace(row);
      }
    }
    return StackTraceTable.NONE;
  }

  private int suspension(int thread, long time) {
    int place = suspensionsOfThread.lastUpTo(thread, time);
    if (place < suspensionsOfThread.first(thread)) {
      return StackTraceTable.NONE;
    }
    var suspension = session.suspensions().get(suspensionsOfThread.row(place));
    return suspension.resumed() >= time ? suspension.stackTrace() : StackTraceTable.NONE;
  }

  /** The innermost method of a stack trace that is not of the JDK or the machinery of fibers. */
  public String siteName(int stackTrace) {
    List<Frame> frames = session.stackTraces().frames(stackTrace);
    for (Frame frame : frames) {
      if (!frame.isHidden() && !isLibrary(frame)) {
        return frame.shortName();
      }
    }
    return frames.isEmpty() ? "" : frames.getFirst().shortName();
  }

  /** True for what starts fibers and hands over to their code. */
  static boolean isMachinery(Frame frame) {
    return frame.isHidden() || MACHINERY.stream().anyMatch(frame.type()::startsWith);
  }

  static boolean isLibrary(Frame frame) {
    return LIBRARY.stream().anyMatch(frame.type()::startsWith);
  }

  /**
   * The method that a fiber was started to run: the outermost frame of its program. Empty if no
   * stack trace of it was recorded.
   */
  public String task(int fiber) {
    List<Frame> frames = session.stackTraces().frames(firstStackTrace(fiber));
    return frames.reversed().stream()
        .filter(frame -> !frame.isHidden() && !isLibrary(frame))
        .findFirst()
        .map(Frame::shortName)
        .orElse("");
  }

  private int firstStackTrace(int fiber) {
    if (sitesOfThread.first(fiber) < sitesOfThread.first(fiber + 1)) {
      return session.waitSites().stackTrace(sitesOfThread.row(sitesOfThread.first(fiber)));
    }
    for (int i = suspensionsOfThread.first(fiber); i < suspensionsOfThread.first(fiber + 1); i++) {
      int trace = session.suspensions().get(suspensionsOfThread.row(i)).stackTrace();
      if (trace != StackTraceTable.NONE) {
        return trace;
      }
    }
    return pinsOfThread.first(fiber) < pinsOfThread.first(fiber + 1)
        ? session.pins().get(pinsOfThread.row(pinsOfThread.first(fiber))).stackTrace()
        : StackTraceTable.NONE;
  }
}
