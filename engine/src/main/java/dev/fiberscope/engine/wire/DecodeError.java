package dev.fiberscope.engine.wire;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was wrong with a message. The first kinds are bincode's own; {@link #bincode()} writes them
 * as Rust's Debug does. The last ones are refusals of ours, where bincode would crash or wait.
 */
public sealed interface DecodeError {
  /** The error as a sentence without its place. */
  String sentence();

  /** The error as bincode-next's Debug text; ours under the name of their record. */
  String bincode();

  /**
   * @param additional bytes missing for the read that failed
   */
  record UnexpectedEnd(long additional) implements DecodeError {
    @Override
    public String sentence() {
      return "the input ended, "
          + additional
          + (additional == 1 ? " more byte was" : " more bytes were")
          + " expected";
    }

    @Override
    public String bincode() {
      return "UnexpectedEnd { additional: " + Long.toUnsignedString(additional) + " }";
    }
  }

  /**
   * @param expected the type that was to be read, {@code U16}
   * @param found the type that its tag byte stands for, {@code U32} or {@code Reserved}
   */
  record InvalidIntegerType(String expected, String found) implements DecodeError {
    @Override
    public String sentence() {
      return "expected at most a "
          + expected
          + ", found the tag of "
          + (found.equals("Reserved") ? "no type" : "a " + found);
    }

    @Override
    public String bincode() {
      return "InvalidIntegerType { expected: " + expected + ", found: " + found + " }";
    }
  }

  /** The configured limit of {@code with_limit} was reached. */
  record LimitExceeded(long limit) implements DecodeError {
    @Override
    public String sentence() {
      return "the message claims more than its limit of " + limit + " bytes";
    }

    @Override
    public String bincode() {
      return "LimitExceeded";
    }
  }

  record InvalidBooleanValue(int found) implements DecodeError {
    @Override
    public String sentence() {
      return "a bool is 0 or 1, found " + found;
    }

    @Override
    public String bincode() {
      return "InvalidBooleanValue(" + found + ")";
    }
  }

  /**
   * @param bytes four, those not read are 0
   */
  record InvalidCharEncoding(List<Integer> bytes) implements DecodeError {
    @Override
    public String sentence() {
      return "the bytes " + bytes + " are no UTF-8 character";
    }

    @Override
    public String bincode() {
      return "InvalidCharEncoding(" + bytes + ")";
    }
  }

  /**
   * @param errorLength bytes of the bad sequence, 0 if the text ends within one
   */
  record Utf8(int validUpTo, int errorLength) implements DecodeError {
    @Override
    public String sentence() {
      return "the text is not UTF-8 behind its first " + validUpTo + " bytes";
    }

    @Override
    public String bincode() {
      String length = errorLength == 0 ? "None" : "Some(" + errorLength + ")";
      return "Utf8 { inner: Utf8Error { valid_up_to: "
          + validUpTo
          + ", error_len: "
          + length
          + " } }";
    }
  }

  record NonZeroTypeIsZero(IntType type) implements DecodeError {
    @Override
    public String sentence() {
      return "a NonZero " + type.rust() + " is 0";
    }

    @Override
    public String bincode() {
      String name = type == IntType.USIZE ? "Usize" : type == IntType.ISIZE ? "Isize" : type.name();
      return "NonZeroTypeIsZero { non_zero_type: " + name + " }";
    }
  }

  /**
   * @param typeName as Rust names the enum
   * @param variants how many it has
   * @param explicit true if it gives its variants numbers of their own
   */
  record UnexpectedVariant(String typeName, int variants, boolean explicit, long found)
      implements DecodeError {
    @Override
    public String sentence() {
      return typeName + " has variants 0 to " + (variants - 1) + ", found " + found;
    }

    @Override
    public String bincode() {
      String allowed =
          explicit
              ? "Allowed(["
                  + IntStream.range(0, variants)
                      .mapToObj(String::valueOf)
                      .collect(Collectors.joining(", "))
                  + "])"
              : "Range { min: 0, max: " + (variants - 1) + " }";
      return "UnexpectedVariant { type_name: \""
          + typeName
          + "\", allowed: "
          + allowed
          + ", found: "
          + found
          + " }";
    }
  }

  /** A variant that travels by its name has a name that the enum does not know; serde only. */
  record UnknownVariant(String typeName, List<String> names, String found) implements DecodeError {
    @Override
    public String sentence() {
      return typeName + " has variants " + String.join(", ", names) + ", found \"" + found + "\"";
    }

    @Override
    public String bincode() {
      return "Serde(unknown variant `" + found + "`)";
    }
  }

  /** None of the ways in which the bytes may be read fits. */
  record NothingFits(String tried) implements DecodeError {
    @Override
    public String sentence() {
      return tried;
    }

    @Override
    public String bincode() {
      return "Serde(data did not match any variant)";
    }
  }

  record EmptyEnum(String typeName) implements DecodeError {
    @Override
    public String sentence() {
      return typeName + " is an enum without variants, so no value of it exists";
    }

    @Override
    public String bincode() {
      return "EmptyEnum { type_name: \"" + typeName + "\" }";
    }
  }

  record CStringNulError(int position) implements DecodeError {
    @Override
    public String sentence() {
      return "a C string holds a NUL at its byte " + position;
    }

    @Override
    public String bincode() {
      return "CStringNulError { position: " + position + " }";
    }
  }

  /**
   * @param seconds unsigned
   */
  record InvalidDuration(long seconds, long nanos) implements DecodeError {
    @Override
    public String sentence() {
      return Long.toUnsignedString(seconds)
          + " s and "
          + nanos
          + " ns are more than a Duration holds";
    }

    @Override
    public String bincode() {
      return "InvalidDuration { secs: "
          + Long.toUnsignedString(seconds)
          + ", nanos: "
          + nanos
          + " }";
    }
  }

  /**
   * @param duration since the epoch, as Rust's Debug writes it
   */
  record InvalidSystemTime(String duration) implements DecodeError {
    @Override
    public String sentence() {
      return duration + " behind the epoch is more than a SystemTime holds";
    }

    @Override
    public String bincode() {
      return "InvalidSystemTime { duration: " + duration + " }";
    }
  }

  /** Reading from the source failed. */
  record Io(String message) implements DecodeError {
    @Override
    public String sentence() {
      return "the input failed: " + message;
    }

    @Override
    public String bincode() {
      return "Io { inner: " + message + ", additional: 1 }";
    }
  }

  /**
   * What only messages of other formats than bincode's own can have; see {@link FormatError}.
   *
   * @param sentence without its place
   * @param bincode as bincode-next's Debug writes it
   */
  record OfFormat(String sentence, String bincode) implements DecodeError {}

  /** A collection claims more elements than we are ready to make. */
  record TooManyElements(long claimed, long most) implements DecodeError {
    @Override
    public String sentence() {
      return "a collection claims "
          + Long.toUnsignedString(claimed)
          + " elements that take no bytes,"
          + " at most "
          + most
          + " are made";
    }

    @Override
    public String bincode() {
      return "TooManyElements";
    }
  }

  /** The message is longer than an engine reads. */
  record MessageTooLong(long most) implements DecodeError {
    @Override
    public String sentence() {
      return "the message is longer than " + most + " bytes";
    }

    @Override
    public String bincode() {
      return "MessageTooLong";
    }
  }

  /** The guard of the decode stack stopped a frame. */
  record GuardHit(int frames) implements DecodeError {
    @Override
    public String sentence() {
      return "the decode stack's guard stopped frame " + (frames + 1) + " of " + frames;
    }

    @Override
    public String bincode() {
      return "GuardHit";
    }
  }

  /**
   * Nobody wants the result any more.
   *
   * @param why as a clause: {@code it took longer than 50 ms}; may be empty
   */
  record Cancelled(String why) implements DecodeError {
    @Override
    public String sentence() {
      return "the decode was cancelled" + (why.isEmpty() ? "" : ": " + why);
    }

    @Override
    public String bincode() {
      return "Cancelled";
    }
  }
}
