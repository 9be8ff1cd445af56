package dev.fiberscope.engine.wire;

/** What the bytes of a message are. */
public sealed interface Format {
  /** bincode's own bytes. */
  record Bincode() implements Format {}

  /** The same, where maps and sets are sorted by their encoded keys and have none twice. */
  record DeterministicBincode() implements Format {}

  /**
   * CBOR as bincode-next writes it. What is read is the same for all options.
   *
   * @param order 0 if maps are written as they lie in memory, 1 sorted by the bytes of their keys,
   *     2 by how many those are first
   * @param shortestFloats a float is written in as few bytes as keep its value
   * @param canonicalNan every NaN is written as the same one
   * @param positiveZero -0.0 is written as 0.0
   * @param indefinite and {@code tags} are never looked at
   */
  record Cbor(
      int order,
      boolean shortestFloats,
      boolean canonicalNan,
      boolean positiveZero,
      boolean indefinite,
      boolean tags)
      implements Format {
    /** {@code with_cbor_format()} */
    public static final Cbor PLAIN = new Cbor(0, true, true, false, true, false);

    /** {@code with_deterministic_cbor()} */
    public static final Cbor DETERMINISTIC = new Cbor(1, true, true, false, false, true);
  }

  Format BINCODE = new Bincode();
  Format DETERMINISTIC_BINCODE = new DeterministicBincode();

  /** The call that configures it, empty for bincode's own. */
  default String call() {
    return switch (this) {
      case Bincode _ -> "";
      case DeterministicBincode _ -> ".with_deterministic_bincode()";
      case Cbor cbor when cbor.equals(Cbor.PLAIN) -> ".with_cbor_format()";
      case Cbor cbor when cbor.equals(Cbor.DETERMINISTIC) -> ".with_deterministic_cbor()";
      case Cbor cbor ->
          ".with_cbor_options::<"
              + cbor.order()
              + ", "
              + cbor.shortestFloats()
              + ", "
              + cbor.canonicalNan()
              + ", "
              + cbor.positiveZero()
              + ", "
              + cbor.indefinite()
              + ", "
              + cbor.tags()
              + ">()";
    };
  }
}
