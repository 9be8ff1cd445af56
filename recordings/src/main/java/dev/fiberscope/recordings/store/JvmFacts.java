package dev.fiberscope.recordings.store;

/**
 * What a recording says of how its JVM was started.
 *
 * @param pid of its process, as it saw it; 0 if not told
 * @param parallelism carriers that the JDK's scheduler keeps busy; 0 if not told
 * @param classPath where its classes are, as the JVM was told; empty if not recorded
 * @param witness what tells of mounts and wake-ups
 * @param threadLocals true if method traces of thread-locals were asked for
 * @param threadLocalReads true if reads were among them
 */
public record JvmFacts(
    long pid,
    int parallelism,
    String classPath,
    Witness witness,
    boolean threadLocals,
    boolean threadLocalReads) {
  /** Of a recording that says nothing. */
  public static final JvmFacts NONE = new JvmFacts(0, 0, "", Witness.STARTS, false, false);

  /** True if mounts and wake-ups were asked for. */
  public boolean mounts() {
    return witness != Witness.STARTS;
  }
}
