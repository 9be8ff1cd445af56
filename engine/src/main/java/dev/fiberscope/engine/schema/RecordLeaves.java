package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.RecordParts.Part;
import dev.fiberscope.engine.schema.Value.TimeValue;
import dev.fiberscope.engine.wire.DecodeError.OfFormat;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.IntType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Java types without parts, what they are in Rust, and how they are read. */
final class RecordLeaves {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();
  private static final Map<Class<?>, IntType> INTEGERS =
      Map.of(
          byte.class, IntType.I8,
          short.class, IntType.I16,
          int.class, IntType.I32,
          long.class, IntType.I64,
          BigInteger.class, IntType.I128);
  private static final Map<Class<?>, Part> PLAIN =
      Map.ofEntries(
          of(boolean.class, Type.Primitive.BOOL, "bool"),
          of(float.class, Type.Primitive.F32, "f32"),
          of(double.class, Type.Primitive.F64, "f64"),
          of(String.class, Type.Primitive.STRING, "string"),
          of(byte[].class, Type.vec(new Type.Int(IntType.U8)), "bytes"),
          own(char.class, Type.Primitive.CHAR, "character"),
          own(Duration.class, Type.Primitive.DURATION, "duration"),
          own(Instant.class, Type.Primitive.SYSTEM_TIME, "instant"),
          own(InetAddress.class, Type.Primitive.IP, "address"),
          own(InetSocketAddress.class, Type.Primitive.SOCKET, "socket"));

  private RecordLeaves() {}

  /** Empty if a type is none of these. */
  static Optional<Part> find(JavaType java, String where) {
    if (java.raw() == int.class && java.rust().equals(Optional.of("char"))) {
      return Optional.of(
          new Part(Type.Primitive.CHAR, method(Decoder.class, "character", int.class)));
    }
    if (INTEGERS.containsKey(java.raw())) {
      return Optional.of(integer(java.raw(), java.rust(), where));
    }
    java.rust()
        .ifPresent(
            rust -> {
              throw new IllegalArgumentException(
                  where
                      + ": @Rust(\""
                      + rust
                      + "\") goes with integers, not with "
                      + java.raw().getName());
            });
    return Optional.ofNullable(PLAIN.get(java.raw()));
  }

  private static Part integer(Class<?> java, Optional<String> rust, String where) {
    IntType type =
        rust.map(
                name ->
                    IntType.find(name)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    where + ": " + name + " is no integer type of Rust")))
            .orElse(INTEGERS.get(java));
    boolean wide = type.width() == 16;
    int room = java == BigInteger.class ? 16 : INTEGERS.get(java).width();
    if (wide != (java == BigInteger.class) || type.width() > room) {
      throw new IllegalArgumentException(
          where + ": a " + type.rust() + " does not fit into " + java.getSimpleName());
    }
    Class<?> returned = wide ? BigInteger.class : long.class;
    MethodHandle read =
        MethodHandles.insertArguments(
            own(
                wide ? "wide" : "number",
                MethodType.methodType(returned, IntType.class, Decoder.class)),
            0,
            type);
    return new Part(
        new Type.Int(type),
        MethodHandles.explicitCastArguments(read, MethodType.methodType(java, Decoder.class)));
  }

  private static Map.Entry<Class<?>, Part> of(Class<?> java, Type rust, String method) {
    return Map.entry(java, new Part(rust, method(Decoder.class, method, java)));
  }

  private static MethodHandle method(Class<?> owner, String name, Class<?> returned) {
    try {
      return OWN.findVirtual(owner, name, MethodType.methodType(returned));
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Map.Entry<Class<?>, Part> own(Class<?> java, Type rust, String method) {
    MethodType type = MethodType.methodType(java, Decoder.class);
    return Map.entry(java, new Part(rust, own(method, type)));
  }

  private static MethodHandle own(String name, MethodType type) {
    try {
      return OWN.findStatic(RecordLeaves.class, name, type);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @SuppressWarnings("unused")
  private static long number(IntType type, Decoder in) {
    in.stack().leaf(type.rust(), in.wire().offset());
    return type == IntType.USIZE || type == IntType.ISIZE
        ? in.wire().size(type)
        : in.wire().integer(type);
  }

  @SuppressWarnings("unused")
  private static BigInteger wide(IntType type, Decoder in) {
    in.stack().leaf(type.rust(), in.wire().offset());
    return in.wire().wide(type);
  }

  private static Object value(Type.Primitive type, Decoder in) {
    in.stack().leaf(type.toString(), in.wire().offset());
    return in.leaves().primitive(type);
  }

  @SuppressWarnings("unused")
  private static char character(Decoder in) {
    long start = in.wire().offset();
    int codePoint = in.character();
    if (!Character.isBmpCodePoint(codePoint)) {
      throw unfit(
          "a Java char has no room for U+"
              + String.format("%X", codePoint)
              + "; use @Rust(\"char\") int",
          start);
    }
    return (char) codePoint;
  }

  @SuppressWarnings("unused")
  private static Duration duration(Decoder in) {
    long start = in.wire().offset();
    TimeValue time = (TimeValue) value(Type.Primitive.DURATION, in);
    if (time.seconds() < 0) {
      throw unfit("a java.time.Duration has no room for so many seconds", start);
    }
    return Duration.ofSeconds(time.seconds(), time.nanos());
  }

  @SuppressWarnings("unused")
  private static Instant instant(Decoder in) {
    long start = in.wire().offset();
    TimeValue time = (TimeValue) value(Type.Primitive.SYSTEM_TIME, in);
    if (time.seconds() > Instant.MAX.getEpochSecond()) {
      throw unfit("a java.time.Instant has no room for so many seconds", start);
    }
    return Instant.ofEpochSecond(time.seconds(), time.nanos());
  }

  @SuppressWarnings("unused")
  private static InetAddress address(Decoder in) {
    return InetAddress.ofLiteral((String) value(Type.Primitive.IP, in));
  }

  @SuppressWarnings("unused")
  private static InetSocketAddress socket(Decoder in) {
    String text = (String) value(Type.Primitive.SOCKET, in);
    String plain = text.replaceFirst(" \\(flowinfo .*", "");
    int port = plain.lastIndexOf(':');
    // A scope is a number here, which Java would look up among this machine's interfaces.
    String host = plain.substring(0, port).replaceAll("[\\[\\]]|%.*", "");
    return new InetSocketAddress(
        InetAddress.ofLiteral(host), Integer.parseInt(plain.substring(port + 1)));
  }

  private static DecodeException unfit(String sentence, long start) {
    return new DecodeException(new OfFormat(sentence, "DoesNotFit"), start);
  }
}
