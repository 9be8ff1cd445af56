package dev.fiberscope.recordings.index;

import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A frame with all stack traces that go through it, outermost frames first. */
public final class FlameNode {
  private final String name;
  private final Optional<Frame> frame;
  private final Map<String, FlameNode> byName = new LinkedHashMap<>();
  private List<FlameNode> callees = List.of();
  private long weight;
  private long before;

  FlameNode(String name, Optional<Frame> frame) {
    this.name = name;
    this.frame = frame;
  }

  /**
   * What stands for several graphs.
   *
   * @param callees each heads one
   */
  public static FlameNode heading(String name, List<FlameNode> callees) {
    FlameNode node = new FlameNode(name, Optional.empty());
    for (FlameNode callee : callees) {
      node.byName.put(callee.name, callee);
      node.weight += callee.weight;
      node.before += callee.before;
    }
    node.settle();
    return node;
  }

  /**
   * Two graphs laid over each other. Weights are those of both together, so that nothing of either
   * vanishes.
   *
   * @param beforeSeconds what weights of the first are divided by; {@code afterSeconds} those of
   *     the second
   */
  public static FlameNode both(
      String name, FlameNode before, double beforeSeconds, FlameNode after, double afterSeconds) {
    FlameNode node = new FlameNode(name, Optional.empty());
    node.lay(before, beforeSeconds, true);
    node.lay(after, afterSeconds, false);
    node.settle();
    return node;
  }

  private void lay(FlameNode other, double seconds, boolean isBefore) {
    long each = Math.round(other.weight / seconds);
    weight += each;
    before += isBefore ? each : 0;
    for (FlameNode callee : other.callees) {
      callee(callee.name, callee.frame).lay(callee, seconds, isBefore);
    }
  }

  FlameNode callee(String called, Optional<Frame> its) {
    return byName.computeIfAbsent(called, _ -> new FlameNode(called, its));
  }

  void add(long more) {
    weight += more;
  }

  void settle() {
    // What was settled before has none left to settle.
    if (!byName.isEmpty()) {
      callees = new ArrayList<>(byName.values());
      callees.sort(Comparator.comparingLong(FlameNode::weight).reversed());
      byName.clear();
      callees.forEach(FlameNode::settle);
    }
  }

  /** Class without package, and method. */
  public String name() {
    return name;
  }

  /** Class with package, and method. */
  public String fullName() {
    return frame.map(one -> one.type() + "." + one.method()).orElse(name);
  }

  /** True for methods that are neither the JDK's nor the machinery of fibers. */
  public boolean isOfProgram() {
    return frame.filter(one -> !Sites.isLibrary(one)).isPresent();
  }

  /** ns, or samples; of two graphs laid over each other ns in each second of both. */
  public long weight() {
    return weight;
  }

  /** What of it is of the first of two; 0 in the graph of one. */
  public long before() {
    return before;
  }

  /** What of it is of the second of two; all of it in the graph of one. */
  public long after() {
    return weight - before;
  }

  /** How it grew from the first to the second: from -1, there is none any more, to 1, it is new. */
  public double growth() {
    return weight == 0 ? 0 : (after() - before) / (double) weight;
  }

  /** What was called from here, the heaviest first. */
  public List<FlameNode> callees() {
    return callees;
  }

  /** How many frames lie on each other, this one included. */
  public int depth() {
    return 1 + callees.stream().mapToInt(FlameNode::depth).max().orElse(0);
  }
}
