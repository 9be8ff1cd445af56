package dev.fiberscope.recordings.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stack traces, each kept once. */
public final class StackTraceTable {
  /** The id of a stack trace that was not recorded. */
  public static final int NONE = -1;

  /**
   * One frame of a stack trace.
   *
   * @param type the class, with its package
   * @param line -1 if not known
   * @param locks true if the method is synchronized: it holds a monitor while it is in there
   */
  public record Frame(String type, String method, int line, boolean locks) {
    /** Class without package, and method: {@code VirtualThread.park}. */
    public String shortName() {
      return type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }

    /**
     * True for glue that the JDK makes at run time and hides in its own stack traces: lambda forms
     * and classes of lambdas, whose names end in an address.
     */
    public boolean isHidden() {
      return type.startsWith("0x", type.lastIndexOf('.') + 1);
    }

    /** The package, empty for none. */
    public String packageName() {
      int dot = type.lastIndexOf('.');
      return dot < 0 ? "" : type.substring(0, dot);
    }
  }

  private final Map<List<Frame>, Integer> ids = new HashMap<>();
  private final ObjectColumn<List<Frame>> traces;

  public StackTraceTable() {
    this(new ObjectColumn<>());
  }

  private StackTraceTable(ObjectColumn<List<Frame>> traces) {
    this.traces = traces;
  }

  /** The stack traces of now, for readers. */
  public StackTraceTable frozen() {
    return new StackTraceTable(traces.frozen());
  }

  /** The id of a stack trace, the same for equal ones. */
  public int idOf(List<Frame> frames) {
    return ids.computeIfAbsent(
        List.copyOf(frames),
        trace -> {
          traces.add(trace);
          return traces.size() - 1;
        });
  }

  /** The frames, innermost first; none for {@link #NONE}. */
  public List<Frame> frames(int id) {
    return id == NONE ? List.of() : traces.get(id);
  }

  public int count() {
    return traces.size();
  }
}
