package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Type.Field;
import dev.fiberscope.engine.schema.Type.Named;
import dev.fiberscope.engine.schema.Type.Shape;
import dev.fiberscope.engine.schema.Type.Variant;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;

/** Reads one record, sealed interface or enum. Filled in after it is known by name. */
final class RecordReading {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();
  private static final MethodType READ = MethodType.methodType(Object.class, Decoder.class);

  private final Class<?> java;
  private final String rust;
  private final Named name;
  private List<Field> fields = List.of();
  private boolean isStruct;
  private MethodHandle content;

  RecordReading(JavaType type) {
    this.java = type.raw();
    this.rust = type.rustName();
    this.name = new Named(rust);
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
    name.is(new Type.Struct(rust, Shape.NAMED, parts));
  }

  void isEnum(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    List<Variant> variants =
        Arrays.stream(constants).map(each -> Type.variant(((Enum<?>) each).name())).toList();
    name.is(new Type.Enum(rust, false, variants));
    content =
        MethodHandles.insertArguments(
            own(
                "constant",
                MethodType.methodType(Object.class, String.class, Object[].class, Decoder.class)),
            0,
            rust,
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
    name.is(new Type.Enum(rust, false, variants));
    content =
        MethodHandles.insertArguments(
            own(
                "variant",
                MethodType.methodType(
                    Object.class, String.class, RecordReading[].class, Decoder.class)),
            0,
            rust,
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
    in.open(rust);
    if (isStruct) {
      in.fields(fields.size());
    }
    Object value = content.invokeExact(in);
    in.close();
    return value;
  }
}
