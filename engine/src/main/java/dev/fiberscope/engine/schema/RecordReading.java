package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.RecordParts.Part;
import dev.fiberscope.engine.schema.Type.Field;
import dev.fiberscope.engine.schema.Type.Named;
import dev.fiberscope.engine.schema.Type.Shape;
import dev.fiberscope.engine.schema.Type.Variant;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one record, sealed interface or enum. Filled in after it is known by name. */
final class RecordReading {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();
  private static final MethodType READ = MethodType.methodType(Object.class, Decoder.class);

  private final Class<?> java;
  private final Named name;
  private List<Field> fields = List.of();
  private boolean isStruct;
  private MethodHandle content;

  RecordReading(Class<?> java) {
    this.java = java;
    this.name = new Named(java.getSimpleName());
  }

  Named name() {
    return name;
  }

  /** Takes a {@link Decoder} and gives the Java type. */
  MethodHandle entrance() {
    return own("read", READ, this).asType(MethodType.methodType(java, Decoder.class));
  }

  private static MethodHandle own(String method, MethodType type, RecordReading self) {
    try {
      return OWN.findVirtual(RecordReading.class, method, type).bindTo(self);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static MethodHandle own(String method, MethodType type) {
    try {
      return OWN.findStatic(RecordReading.class, method, type);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Names the field before it is read. */
  static MethodHandle named(String field, MethodHandle read) {
    MethodType type = MethodType.methodType(void.class, String.class, Decoder.class);
    return MethodHandles.foldArguments(
        read, MethodHandles.insertArguments(own("nameField", type), 0, field));
  }

  @SuppressWarnings("unused")
  private static void nameField(String field, Decoder in) {
    in.stack().field(field);
  }

  /** The constructor's arguments are read from left to right. */
  void isStruct(List<Field> parts, List<MethodHandle> reads, MethodHandle constructor) {
    fields = parts;
    isStruct = true;
    MethodHandle filtered =
        MethodHandles.filterArguments(constructor, 0, reads.toArray(MethodHandle[]::new));
    MethodType one = MethodType.methodType(java, Decoder.class);
    content =
        (reads.isEmpty()
                ? MethodHandles.dropArguments(filtered, 0, Decoder.class)
                : MethodHandles.permuteArguments(filtered, one, new int[reads.size()]))
            .asType(READ);
    name.is(new Type.Struct(java.getSimpleName(), Shape.NAMED, parts));
  }

  void isEnum(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    List<Variant> variants =
        Arrays.stream(constants).map(each -> Type.variant(((Enum<?>) each).name())).toList();
    name.is(new Type.Enum(java.getSimpleName(), false, variants));
    content =
        MethodHandles.insertArguments(
            own(
                "constant",
                MethodType.methodType(Object.class, String.class, Object[].class, Decoder.class)),
            0,
            java.getSimpleName(),
            constants);
  }

  @SuppressWarnings("unused")
  private static Object constant(String type, Object[] constants, Decoder in) {
    return constants[in.field("variant").variant(type, constants.length)];
  }

  void isSealed(List<RecordReading> records) {
    List<Variant> variants =
        records.stream()
            .map(
                each ->
                    new Variant(
                        each.java.getSimpleName(),
                        each.fields.isEmpty() ? Shape.UNIT : Shape.NAMED,
                        each.fields))
            .toList();
    name.is(new Type.Enum(java.getSimpleName(), false, variants));
    content =
        MethodHandles.insertArguments(
            own(
                "variant",
                MethodType.methodType(
                    Object.class, String.class, RecordReading[].class, Decoder.class)),
            0,
            java.getSimpleName(),
            records.toArray(RecordReading[]::new));
  }

  @SuppressWarnings("unused")
  private static Object variant(String type, RecordReading[] records, Decoder in) throws Throwable {
    RecordReading record = records[in.field("variant").variant(type, records.length)];
    if (!record.fields.isEmpty()) {
      in.fields(record.fields.size());
    }
    return record.content.invokeExact(in);
  }

  @SuppressWarnings("unused")
  private Object read(Decoder in) throws Throwable {
    in.open(java.getSimpleName());
    if (isStruct) {
      in.fields(fields.size());
    }
    Object value = content.invokeExact(in);
    in.close();
    return value;
  }

  static MethodHandle list(Part element) {
    MethodHandle read = element.read().asType(READ);
    MethodType type =
        MethodType.methodType(
            List.class, String.class, MethodHandle.class, Type.Sequence.class, Decoder.class);
    Type.Sequence vec = (Type.Sequence) Type.vec(element.type());
    return MethodHandles.insertArguments(own("readList", type), 0, vec.toString(), read, vec);
  }

  @SuppressWarnings("unused")
  private static List<Object> readList(
      String type, MethodHandle element, Type.Sequence vec, Decoder in) throws Throwable {
    in.open(type);
    long length = in.field("length").length(vec);
    // Grows with what arrives: the length is a claim, not a fact.
    List<Object> values = new ArrayList<>();
    for (long i = 0; i != length && !in.isEnd(vec.element(), length); i++) {
      in.element(i);
      values.add(element.invokeExact(in));
    }
    in.close();
    return values;
  }

  static MethodHandle option(Part inner) {
    MethodHandle read = inner.read().asType(READ);
    MethodType type =
        MethodType.methodType(
            Optional.class, String.class, String.class, MethodHandle.class, Decoder.class);
    Type option = new Type.Option(inner.type());
    return MethodHandles.insertArguments(
        own("readOption", type), 0, option.toString(), option.path(), read);
  }

  @SuppressWarnings("unused")
  private static Optional<Object> readOption(
      String type, String path, MethodHandle inner, Decoder in) throws Throwable {
    in.open(type);
    Optional<Object> value = Optional.empty();
    if (in.field("tag").isSome(path)) {
      in.field("Some");
      value = Optional.of(inner.invokeExact(in));
    }
    in.close();
    return value;
  }
}
