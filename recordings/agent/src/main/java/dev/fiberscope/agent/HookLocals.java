package dev.fiberscope.agent;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * What {@code java.lang.ThreadLocal} calls once it is woven, on virtual threads; like {@link Hook}
 * it lets nothing out and does nothing while its event is off.
 */
public final class HookLocals {
  /** What {@link Local#use} says, in the order of its numbers. */
  static final String USES = "set,get,initial,made,remove,inherit";

  @Name("fiberscope.deep.Local")
  @Label("Thread-Local Is Used")
  @Category({"Fiberscope", "Deep"})
  @Description("A virtual thread uses a thread-local, or somebody makes one that inherits some.")
  @Enabled(false)
  @StackTrace(true)
  static final class Local extends Event {
    @Label("Use")
    @Description("set, get, initial (a first value is about to be made), made, remove, inherit")
    int use;

    @Label("Variable")
    @Description("Its identity hash code; 0 if all are meant")
    int variable;
  }

  private static final EventType LOCAL = EventType.getEventType(Local.class);

  private HookLocals() {}

  /**
   * A thread-local is used.
   *
   * @param variable null if all of a thread are
   * @param use number in {@link #USES}
   */
  public static void used(Object variable, int use) {
    try {
      if (LOCAL.isEnabled() && (variable == null || Thread.currentThread().isVirtual())) {
        Local event = new Local();
        event.use = use;
        event.variable = System.identityHashCode(variable);
        event.commit();
      }
    } catch (Throwable ours) {
      // None of it may reach the program.
    }
  }

  /** Goes through it once, before anybody else calls it. */
  static void warmUp() {
    new Local().shouldCommit();
    used(null, 0);
  }
}
