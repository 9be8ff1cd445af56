package dev.fiberscope.recordings.store;

/**
 * Numbers that a JVM gave to its threads and decodes, told apart from those of other JVMs whose
 * chunks are in the same file.
 */
public final class JvmId {
  private static final int BITS = 48;
  private static final long BARE = (1L << BITS) - 1;

  private JvmId() {}

  /**
   * @param jvm counted from 0
   * @param number as the JVM gave it
   */
  public static long of(int jvm, long number) {
    return number & BARE | (long) jvm << BITS;
  }

  /** The JVM that gave a number, counted from 0. */
  public static int jvm(long id) {
    return (int) (id >>> BITS);
  }

  /** The number as the JVM gave it. */
  public static long bare(long id) {
    // With the sign that a damaged number may have had.
    return id << Long.SIZE - BITS >> Long.SIZE - BITS;
  }
}
