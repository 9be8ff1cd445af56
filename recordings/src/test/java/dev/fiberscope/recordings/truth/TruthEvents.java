package dev.fiberscope.recordings.truth;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What really happened, told by the workload itself; only the test reads it. */
public final class TruthEvents {
  private TruthEvents() {}

  @Name("truth.Carrier")
  @StackTrace(false)
  public static final class TrueCarrier extends Event {
    public long carrier;
  }

  @Name("truth.Wait")
  @StackTrace(false)
  public static final class TrueWait extends Event {
    public String kind;
  }

  /** From before somebody woke or started a fiber until after it; of a sleep, all of it. */
  @Name("truth.Wake")
  @StackTrace(false)
  public static final class TrueWake extends Event {
    public long target;
    public String kind;
  }
}
