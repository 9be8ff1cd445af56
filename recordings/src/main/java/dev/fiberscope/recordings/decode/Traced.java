package dev.fiberscope.recordings.decode;

/** The methods of {@code VirtualThread} whose traces mean something to scheduling. */
enum Traced {
  RUN_CONTINUATION("runContinuation"),
  YIELD_CONTINUATION("yieldContinuation"),
  PARK_NANOS("parkNanos"),
  TRY_YIELD("tryYield"),
  MOUNT("mount"),
  START("externalSubmitRunContinuationOrThrow"),
  SUBMIT_LAZILY("lazySubmitRunContinuation"),
  SUBMIT_OUTSIDE("externalSubmitRunContinuation"),
  SUBMIT("submitRunContinuation"),
  TIMER("schedule"),
  CREATE("<init>"),
  /** It only shows where its thread was. */
  OTHER("");

  private final String method;

  Traced(String method) {
    this.method = method;
  }

  static Traced of(String method) {
    for (Traced traced : values()) {
      if (traced.method.equals(method)) {
        return traced;
      }
    }
    return OTHER;
  }
}
