package dev.fiberscope.engine.schema;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
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

  /** A generic record that contains itself with more of itself has no end. */
  private static final int DEEPEST = 20;

  private final MethodHandles.Lookup lookup;
  private final Map<JavaType, RecordReading> known = new HashMap<>();

  RecordParts(MethodHandles.Lookup lookup) {
    this.lookup = lookup;
  }

  Part of(Class<?> type) {
    return part(JavaType.of(type), type.getSimpleName());
  }

  private Part part(JavaType java, String where) {
    int arguments = RecordCollections.arguments(java.raw());
    if (arguments > 0 && arguments == java.arguments().size()) {
      List<Part> parts = java.arguments().stream().map(each -> part(each, where)).toList();
      return RecordCollections.of(java.raw(), parts);
    }
    Optional<Part> leaf = RecordLeaves.find(java, where);
    if (leaf.isPresent()) {
      return leaf.get();
    }
    Class<?> raw = java.raw();
    if (raw.isRecord() || raw.isSealed() || raw.isEnum()) {
      return composite(java, where);
    }
    throw unusable(where, raw.getTypeName());
  }

  private static IllegalArgumentException unusable(String where, String java) {
    return new IllegalArgumentException(
        where
            + ": "
            + java
            + " cannot be decoded; use a primitive, String, byte[], BigInteger, Duration, Instant,"
            + " InetAddress, InetSocketAddress, List, Set, Map, Optional, a record, a sealed"
            + " interface of records or an enum");
  }

  /** Records and enums are tied by name, so that they can contain themselves. */
  private Part composite(JavaType java, String where) {
    RecordReading reading = known.get(java);
    if (reading == null) {
      if (java.depth() > DEEPEST) {
        throw new IllegalArgumentException(where + ": its types go on without end");
      }
      reading = new RecordReading(java);
      known.put(java, reading);
      if (java.raw().isRecord()) {
        struct(java, reading);
      } else if (java.raw().isEnum()) {
        reading.isEnum(java.raw());
      } else {
        sealed(java, reading, where);
      }
    }
    return new Part(reading.name(), reading.entrance());
  }

  private void struct(JavaType java, RecordReading reading) {
    Class<?> type = java.raw();
    List<Type.Field> fields = new ArrayList<>();
    List<MethodHandle> reads = new ArrayList<>();
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      String where = type.getSimpleName() + "." + component.getName();
      JavaType declared =
          java.part(component.getAnnotatedType())
              .orElseThrow(() -> unusable(where, component.getGenericType().getTypeName()));
      Part part = part(declared, where);
      String name = snakeCase(component.getName());
      fields.add(new Type.Field(name, part.type()));
      MethodType read = MethodType.methodType(component.getType(), Decoder.class);
      reads.add(RecordReading.named(name, part.read().asType(read)));
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

  /** The variants have the type arguments of what they are variants of. */
  private void sealed(JavaType java, RecordReading reading, String where) {
    List<RecordReading> variants = new ArrayList<>();
    for (Class<?> permitted : java.raw().getPermittedSubclasses()) {
      if (!permitted.isRecord()) {
        throw new IllegalArgumentException(
            where + ": " + permitted.getName() + " is no record, so it cannot be a variant");
      }
      JavaType variant = java.variant(permitted);
      composite(variant, where);
      variants.add(known.get(variant));
    }
    reading.isSealed(variants);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
