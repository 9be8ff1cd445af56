package dev.fiberscope.engine.wire;

/**
 * What travels before a message to tell its types apart: 8 bytes, always little endian.
 *
 * @param value what a legacy fingerprint has to be
 */
public record Fingerprint(Kind kind, long value) {
  /** Where the 8 bytes come from. */
  public enum Kind {
    /** There are none. */
    NONE,
    /** A hash of the types and of the configuration. */
    OF_TYPES,
    /** A number that the configuration says. The encoder forgets to write it. */
    LEGACY
  }

  public static final Fingerprint NONE = new Fingerprint(Kind.NONE, 0);
  public static final Fingerprint OF_TYPES = new Fingerprint(Kind.OF_TYPES, 0);

  /** The call that configures it, empty if there is none. */
  String call() {
    return switch (kind) {
      case NONE -> "";
      case OF_TYPES -> ".with_fingerprint()";
      case LEGACY -> ".with_legacy_fingerprint::<" + Long.toUnsignedString(value) + ">()";
    };
  }
}
