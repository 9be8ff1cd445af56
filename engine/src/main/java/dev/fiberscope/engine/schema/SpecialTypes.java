package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.TimeValue;
import dev.fiberscope.engine.wire.DecodeError.CStringNulError;
import dev.fiberscope.engine.wire.DecodeError.InvalidDuration;
import dev.fiberscope.engine.wire.DecodeError.InvalidSystemTime;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedVariant;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.Release;
import dev.fiberscope.engine.wire.WireReader;
import java.nio.charset.StandardCharsets;

/** Reads times, network addresses and C strings. */
final class SpecialTypes {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final WireReader wire;

  SpecialTypes(WireReader wire) {
    this.wire = wire;
  }

  Object read(Type.Primitive type) {
    return switch (type) {
      case DURATION -> duration();
      case SYSTEM_TIME -> systemTime();
      case IPV4 -> IpText.v4(wire.raw(4));
      case IPV6 -> IpText.v6(wire.raw(16));
      case IP -> tag(type) == 0 ? IpText.v4(wire.raw(4)) : IpText.v6(wire.raw(16));
      case SOCKET_V4 -> socket(true);
      case SOCKET_V6 -> socket(false);
      case SOCKET -> socket(tag(type) == 0);
      case C_STRING -> cString();
      default -> throw new IllegalArgumentException(type + " is read elsewhere");
    };
  }

  private int tag(Type type) {
    long start = wire.offset();
    long tag = wire.u32();
    if (tag > 1) {
      throw new DecodeException(new UnexpectedVariant(type.path(), 2, false, tag), start);
    }
    return (int) tag;
  }

  private String socket(boolean v4) {
    if (v4) {
      return IpText.v4(wire.raw(4)) + ":" + wire.u16();
    }
    String address = IpText.v6(wire.raw(16));
    int port = wire.u16();
    boolean hasFlow = wire.config().release() == Release.V3_1;
    long flow = hasFlow ? wire.u32() : 0;
    long scope = hasFlow ? wire.u32() : 0;
    return "["
        + address
        + (scope == 0 ? "" : "%" + scope)
        + "]:"
        + port
        + (flow == 0 ? "" : " (flowinfo " + flow + ")");
  }

  private TimeValue duration() {
    long start = wire.offset();
    long seconds = wire.u64();
    long nanos = wire.u32();
    long carried = seconds + nanos / NANOS_PER_SECOND;
    if (Long.compareUnsigned(carried, seconds) < 0) {
      throw new DecodeException(new InvalidDuration(seconds, nanos), start);
    }
    return new TimeValue(carried, (int) (nanos % NANOS_PER_SECOND));
  }

  private TimeValue systemTime() {
    long start = wire.offset();
    TimeValue sinceEpoch = duration();
    if (sinceEpoch.seconds() < 0) {
      throw new DecodeException(new InvalidSystemTime(debug(sinceEpoch)), start);
    }
    return sinceEpoch;
  }

  /** A duration of at least a second as Rust's Debug writes it, {@code 2.5s}. */
  private static String debug(TimeValue time) {
    String fraction = String.format("%09d", time.nanos()).replaceFirst("0+$", "");
    return Long.toUnsignedString(time.seconds()) + (fraction.isEmpty() ? "" : "." + fraction) + "s";
  }

  private String cString() {
    byte[] bytes = wire.bytes();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new DecodeException(new CStringNulError(i), wire.offset() - bytes.length + i);
      }
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
