package dev.fiberscope.recordings.decode;

/** The methods whose traces mean something: of {@code VirtualThread}, and of thread-locals. */
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
  // Overloads are traced together; these are called by programs, the others by these.
  LOCAL_SET("set(Ljava/lang/Object;)V"),
  LOCAL_GET("get()Ljava/lang/Object;"),
  LOCAL_INITIAL("setInitialValue"),
  LOCAL_REMOVE("remove()V"),
  LOCAL_INHERIT("createInheritedMap"),
  LOCAL_COPY("childValue"),
  TASK("beforeExecute"),
  /** It only shows where its thread was. */
  OTHER("");

  private final String method;

  Traced(String method) {
    this.method = method;
  }

  static Traced of(String method, String descriptor) {
    for (Traced traced : values()) {
      if (traced.method.equals(method) || traced.method.equals(method + descriptor)) {
        return traced;
      }
    }
    return OTHER;
  }
}
