package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.IntType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds for every Java type its Rust type and a handle {@code (Decoder) -> value} that reads it.
 */
final class RecordParts {
  /**
   * @param read takes a {@link Decoder} and returns the Java type
   */
  record Part(Type type, MethodHandle read) {}

  private static final Map<Class<?>, IntType> INTEGERS =
      Map.of(
          byte.class, IntType.I8,
          short.class, IntType.I16,
          int.class, IntType.I32,
          long.class, IntType.I64,
          BigInteger.class, IntType.I128);
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

  private final MethodHandles.Lookup lookup;
  private final Map<Class<?>, RecordReading> known = new HashMap<>();

  RecordParts(MethodHandles.Lookup lookup) {
    this.lookup = lookup;
  }

  Part of(Class<?> type) {
    return part(type, type, type.getSimpleName());
  }

  private Part part(java.lang.reflect.Type java, AnnotatedElement annotated, String where) {
    Class<?> raw =
        java instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : null;
    if (raw == List.class) {
      Part element = argument(java, where);
      return new Part(Type.vec(element.type()), RecordReading.list(element));
    }
    if (raw == Optional.class) {
      Part inner = argument(java, where);
      return new Part(new Type.Option(inner.type()), RecordReading.option(inner));
    }
    if (!(java instanceof Class<?> type)) {
      throw unusable(where, java);
    }
    Rust rust = annotated.getAnnotation(Rust.class);
    if (INTEGERS.containsKey(type)) {
      return integer(type, rust, where);
    }
    if (rust != null) {
      throw new IllegalArgumentException(
          where
              + ": @Rust(\""
              + rust.value()
              + "\") goes with integers, not with "
              + type.getName());
    }
    return known.containsKey(type) || type.isRecord() || type.isSealed() || type.isEnum()
        ? composite(type, where)
        : plain(type, where);
  }

  private Part argument(java.lang.reflect.Type java, String where) {
    java.lang.reflect.Type argument = ((ParameterizedType) java).getActualTypeArguments()[0];
    java.lang.reflect.Type unboxed =
        argument instanceof Class<?> type
            ? MethodType.methodType(type).unwrap().returnType()
            : argument;
    Class<?> plain = unboxed instanceof Class<?> type ? type : Object.class;
    return part(unboxed, plain, where);
  }

  private static Part integer(Class<?> java, Rust rust, String where) {
    IntType type =
        rust == null
            ? INTEGERS.get(java)
            : Arrays.stream(IntType.values())
                .filter(each -> each.rust().equals(rust.value()))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            where + ": " + rust.value() + " is no integer type of Rust"));
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

  private static MethodHandle own(String name, MethodType type) {
    try {
      return OWN.findStatic(RecordParts.class, name, type);
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

  private static Part plain(Class<?> type, String where) {
    record Plain(Class<?> java, String method, Type rust) {}
    List<Plain> plains =
        List.of(
            new Plain(boolean.class, "bool", Type.Primitive.BOOL),
            new Plain(float.class, "f32", Type.Primitive.F32),
            new Plain(double.class, "f64", Type.Primitive.F64),
            new Plain(String.class, "string", Type.Primitive.STRING),
            new Plain(byte[].class, "bytes", Type.vec(new Type.Int(IntType.U8))));
    Plain plain =
        plains.stream()
            .filter(each -> each.java() == type)
            .findFirst()
            .orElseThrow(() -> unusable(where, type));
    try {
      return new Part(
          plain.rust(),
          OWN.findVirtual(Decoder.class, plain.method(), MethodType.methodType(type)));
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static IllegalArgumentException unusable(String where, java.lang.reflect.Type java) {
    return new IllegalArgumentException(
        where
            + ": "
            + java.getTypeName()
            + " cannot be decoded; use a primitive, String, byte[],"
            + " BigInteger, List, Optional, a record, a sealed interface of records or an enum");
  }

  /** Records and enums are tied by name, so that they can contain themselves. */
  private Part composite(Class<?> type, String where) {
    RecordReading reading = known.get(type);
    if (reading == null) {
      reading = new RecordReading(type);
      known.put(type, reading);
      if (type.isRecord()) {
        struct(type, reading);
      } else if (type.isEnum()) {
        reading.isEnum(type);
      } else {
        sealed(type, reading, where);
      }
    }
    return new Part(reading.name(), reading.entrance());
  }

  private void struct(Class<?> type, RecordReading reading) {
    List<Type.Field> fields = new ArrayList<>();
    List<MethodHandle> reads = new ArrayList<>();
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      String where = type.getSimpleName() + "." + component.getName();
      Part part = part(component.getGenericType(), component, where);
      fields.add(new Type.Field(snakeCase(component.getName()), part.type()));
      reads.add(RecordReading.named(snakeCase(component.getName()), part.read()));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      MethodHandle constructor =
          lookup.findConstructor(type, MethodType.methodType(void.class, types));
      reading.isStruct(fields, reads, constructor);
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalArgumentException(
          type.getName() + ": its constructor is not visible to the given lookup", hidden);
    }
  }

  private void sealed(Class<?> type, RecordReading reading, String where) {
    List<RecordReading> variants = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (!permitted.isRecord()) {
        throw new IllegalArgumentException(
            where + ": " + permitted.getName() + " is no record, so it cannot be a variant");
      }
      composite(permitted, where);
      variants.add(known.get(permitted));
    }
    reading.isSealed(variants);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
