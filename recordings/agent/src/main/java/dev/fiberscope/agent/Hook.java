package dev.fiberscope.agent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/**
 * What {@code java.lang.VirtualThread} calls once it is woven. It runs where a fiber is half off
 * its carrier, so it takes no lock, initializes nothing, allocates nothing while its events are
 * off, and lets nothing out. It lies on the boot class path, where java.base finds it; what calls
 * it comes from elsewhere, so it is public.
 */
public final class Hook {
  @Name("fiberscope.deep.Begin")
  @Label("Fiber Begins to Run")
  @Category({"Fiberscope", "Deep"})
  @Description("A carrier is about to mount a fiber.")
  @StackTrace(false)
  static final class Begin extends Event {
    @Label("Fiber")
    long fiber;
  }

  @Name("fiberscope.deep.End")
  @Label("Fiber Ends to Run")
  @Category({"Fiberscope", "Deep"})
  @Description("A carrier has unmounted a fiber.")
  @StackTrace(false)
  static final class End extends Event {
    @Label("Fiber")
    long fiber;

    @Label("State")
    @Description("Of VirtualThread, as fiberscope.deep.Facts names it")
    int state;

    @Label("Blocker Class")
    Class<?> blocker;

    @Label("Blocker Identity")
    @Description("Its identity hash code")
    int identity;

    @Label("Owner")
    @Description("Id of the thread that owns the blocker then; 0 if none is known")
    long owner;
  }

  @Name("fiberscope.deep.Runnable")
  @Label("Fiber Is Runnable")
  @Category({"Fiberscope", "Deep"})
  @Description("A fiber is put in the scheduler's line.")
  @StackTrace(false)
  static final class Runnable extends Event {
    @Label("Fiber")
    long fiber;

    @Label("Cause")
    @Description("The method of VirtualThread that did so, as fiberscope.deep.Facts names it")
    int cause;
  }

  @Name("fiberscope.deep.Unpark")
  @Label("Fiber Is Unparked")
  @Category({"Fiberscope", "Deep"})
  @Description("Somebody lets a fiber go on that has not parked yet.")
  @StackTrace(false)
  static final class Unpark extends Event {
    @Label("Fiber")
    long fiber;
  }

  @Name("fiberscope.deep.Pinned")
  @Label("Fiber Is Pinned")
  @Category({"Fiberscope", "Deep"})
  @Description("A fiber parks and keeps its carrier.")
  @StackTrace(false)
  static final class Pinned extends Event {
    @Label("Fiber")
    long fiber;
  }

  @Name("fiberscope.deep.Waits")
  @Label("Fiber Waits Here")
  @Category({"Fiberscope", "Deep"})
  @Description("A fiber is about to leave its carrier.")
  @Enabled(false)
  @StackTrace(true)
  static final class Waits extends Event {
    @Label("Fiber")
    long fiber;
  }

  @Name("fiberscope.deep.Facts")
  @Label("Deep Facts")
  @Category({"Fiberscope", "Deep"})
  @Description("What numbers of the other events mean.")
  @StackTrace(false)
  @Period("everyChunk")
  static final class Facts extends Event {
    @Label("States")
    @Description("Numbers and names of states, such as 1=STARTED,2=RUNNING")
    String states;

    @Label("Causes")
    @Description("Names of methods, counted from 0")
    String causes;

    @Label("Thread-Locals")
    @Description("True if calls stand in ThreadLocal as well")
    boolean locals;
  }

  private static final EventType BEGIN = EventType.getEventType(Begin.class);
  private static final EventType END = EventType.getEventType(End.class);
  private static final EventType RUNNABLE = EventType.getEventType(Runnable.class);
  private static final EventType UNPARK = EventType.getEventType(Unpark.class);
  private static final EventType PINNED = EventType.getEventType(Pinned.class);
  private static final EventType WAITS = EventType.getEventType(Waits.class);
  private static final VarHandle OWNER = owner();
  // JDK 25 and 26 drop the first event of a carrier behind one of its fiber until C2 has compiled
  // their ways (JDK-8391824): that many ends are said twice. Threads may miscount, which is no
  // harm.
  private static final int COLD = 200_000;
  private static final int DROPS = 25;
  private static int cold;
  private static int parked;
  private static int timedParked;
  private static volatile String states = "";
  private static volatile String causes = "";
  private static volatile boolean locals;

  private Hook() {}

  private static VarHandle owner() {
    try {
      Class<?> of = AbstractOwnableSynchronizer.class;
      return MethodHandles.privateLookupIn(of, MethodHandles.lookup())
          .findVarHandle(of, "exclusiveOwnerThread", Thread.class);
    } catch (ReflectiveOperationException different) {
      return null;
    }
  }

  /** A carrier is about to mount a fiber. */
  public static void begin(Thread fiber) {
    try {
      if (BEGIN.isEnabled()) {
        Begin event = new Begin();
        event.fiber = fiber.threadId();
        event.commit();
      }
    } catch (Throwable ours) {
      // None of it may reach the program.
    }
  }

  /**
   * A carrier has unmounted a fiber.
   *
   * @param state of the fiber, as VirtualThread has it
   */
  public static void end(Thread fiber, int state) {
    try {
      if (END.isEnabled()) {
        if (cold > 0) {
          cold--;
          ended(fiber, state);
        }
        ended(fiber, state);
      }
    } catch (Throwable ours) {
      // None of it may reach the program.
    }
  }

  private static void ended(Thread fiber, int state) {
    End event = new End();
    event.fiber = fiber.threadId();
    event.state = state;
    Object blocker = LockSupport.getBlocker(fiber);
    if (blocker != null) {
      event.blocker = blocker.getClass();
      event.identity = System.identityHashCode(blocker);
      if (OWNER != null && blocker instanceof AbstractOwnableSynchronizer) {
        Thread owner = (Thread) OWNER.getOpaque(blocker);
        event.owner = owner == null ? 0 : owner.threadId();
      }
    }
    event.commit();
  }

  /**
   * A fiber is about to be put in line.
   *
   * @param cause number of the method that does so
   */
  public static void runnable(Thread fiber, int cause) {
    try {
      if (RUNNABLE.isEnabled()) {
        Runnable event = new Runnable();
        event.fiber = fiber.threadId();
        event.cause = cause;
        event.commit();
      }
    } catch (Throwable ours) {
      // None of it may reach the program.
    }
  }

  /**
   * Somebody lets a fiber go on. Of one that is parked {@link #runnable} says so.
   *
   * @param state of the fiber, as VirtualThread has it
   */
  public static void unpark(Thread fiber, int state) {
    try {
      if (state != parked && state != timedParked && UNPARK.isEnabled()) {
        Unpark event = new Unpark();
        event.fiber = fiber.threadId();
        event.commit();
      }
    } catch (Throwable ours) {
      // None of it may reach the program.
    }
  }

  /** A fiber parks on its carrier. */
  public static void pinned(Thread fiber) {
    try {
      if (PINNED.isEnabled()) {
        Pinned event = new Pinned();
        event.fiber = fiber.threadId();
        event.commit();
      }
    } catch (Throwable ours) {
      // None of it may reach the program.
    }
  }

  /** A fiber is about to leave its carrier, or to find that it cannot. */
  public static void waits(Thread fiber) {
    try {
      if (WAITS.isEnabled()) {
        Waits event = new Waits();
        event.fiber = fiber.threadId();
        event.commit();
      }
    } catch (Throwable ours) {
      // None of it may reach the program.
    }
  }

  /**
   * Registers the events and goes through everything once, before anybody else calls it.
   *
   * @param stateNames the numbers and names of states
   * @param methods as {@link Facts#causes}
   */
  public static void warmUp(Map<Integer, String> stateNames, String methods) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Integer, String> each : stateNames.entrySet()) {
      text.append(text.isEmpty() ? "" : ",").append(each.getKey()).append('=');
      text.append(each.getValue());
      parked = each.getValue().equals("PARKED") ? each.getKey() : parked;
      timedParked = each.getValue().equals("TIMED_PARKED") ? each.getKey() : timedParked;
    }
    states = text.toString();
    causes = methods;
    // What is woven anew is compiled anew.
    cold = java.lang.Runtime.version().feature() < DROPS ? 0 : COLD;
    new Begin().shouldCommit();
    new End().shouldCommit();
    new Runnable().shouldCommit();
    new Unpark().shouldCommit();
    new Pinned().shouldCommit();
    new Waits().shouldCommit();
    FlightRecorder.addPeriodicEvent(Facts.class, FACTS);
    Thread self = Thread.currentThread();
    begin(self);
    end(self, 0);
    runnable(self, 0);
    unpark(self, 0);
    pinned(self);
    waits(self);
  }

  /** Tells whether thread-locals are woven, too, and goes through what they call. */
  public static void withLocals(boolean woven) {
    if (woven) {
      HookLocals.warmUp();
    }
    locals = woven;
  }

  private static final java.lang.Runnable FACTS = Hook::facts;

  private static void facts() {
    Facts event = new Facts();
    event.states = states;
    event.causes = causes;
    event.locals = locals;
    event.commit();
  }

  /** Takes back what {@link #warmUp} has registered. */
  public static void coolDown() {
    FlightRecorder.removePeriodicEvent(FACTS);
  }
}
