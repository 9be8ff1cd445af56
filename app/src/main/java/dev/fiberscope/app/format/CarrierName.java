package dev.fiberscope.app.format;

/** Names of carriers where there is little room. */
public final class CarrierName {
  private CarrierName() {}

  /** {@code worker-3} of the JDK's {@code ForkJoinPool-1-worker-3}. */
  public static String shortened(String carrier) {
    return carrier.replace("ForkJoinPool-1-worker-", "worker-");
  }
}
