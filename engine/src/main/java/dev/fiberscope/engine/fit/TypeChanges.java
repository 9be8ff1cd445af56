package dev.fiberscope.engine.fit;

import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Field;
import dev.fiberscope.engine.schema.Type.Presence;
import dev.fiberscope.engine.schema.Type.Shape;
import dev.fiberscope.engine.schema.Type.Struct;
import dev.fiberscope.engine.schema.Type.Tagging;
import dev.fiberscope.engine.wire.IntType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The small changes of a type that people make between writing a message and reading it. */
final class TypeChanges {
  private static final int MOST = 4_000;
  private static final int MOST_DROPPED = 4;
  private static final int MOST_MOVED = 12;

  /** What may be more in a message than in its types. */
  private enum Added {
    BYTE("a byte", 3, new Type.Int(IntType.U8)),
    U32("a u32", 4, new Type.Int(IntType.U32)),
    U64("a u64", 4, new Type.Int(IntType.U64)),
    STRING("a String", 4, Type.Primitive.STRING),
    TEXT("an Option<String>", 4, new Type.Option(Type.Primitive.STRING)),
    NUMBER("an Option<u64>", 4, new Type.Option(new Type.Int(IntType.U64)));

    private final String text;
    private final int cost;
    private final Type type;

    Added(String text, int cost, Type type) {
      this.text = text;
      this.cost = cost;
      this.type = type;
    }
  }

  private final Type root;
  private final List<TypeChange> changes = new ArrayList<>();
  private final Set<Type> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private TypeChanges(Type root) {
    this.root = root;
  }

  /** The likeliest ones of a kind first. */
  static List<TypeChange> of(Type root) {
    TypeChanges all = new TypeChanges(root);
    all.visit(root, "the message");
    all.everyArray();
    return all.changes;
  }

  private void add(int cost, String what, Type target, UnaryOperator<Type> change) {
    if (changes.size() < MOST) {
      changes.add(new TypeChange(what, cost, TypeRewrite.of(root, target, change)));
    }
  }

  /** bincode before 1.0, and 2.0.0-rc.1 and rc.2, wrote a length before every array. */
  private void everyArray() {
    Type changed = TypeRewrite.all(root, TypeChanges::withLength);
    if (!changed.equals(root)) {
      changes.add(
          new TypeChange(
              "a length before every array, as bincode 0.x and 2.0.0-rc.2 write it,", 2, changed));
    }
  }

  private static Type withLength(Type type) {
    return type instanceof Type.Array array
        ? Type.vec(TypeRewrite.all(array.element(), TypeChanges::withLength))
        : type;
  }

  /**
   * @param where what holds the type, for people
   */
  private void visit(Type type, String where) {
    if (!seen.add(type)) {
      return;
    }
    switch (type) {
      case Type.Primitive _, Type.Int _, Type.NonZero _ -> {}
      case Type.Named named -> visit(named.target(), where);
      case Type.Wrapper wrapper -> visit(wrapper.inner(), where);
      case Type.Range range -> visit(range.bound(), where);
      case Type.Bound bound -> visit(bound.inner(), where);
      case Type.Mapping map -> {
        visit(map.key(), where);
        visit(map.value(), where);
      }
      case Type.Sequence list -> {
        boolean bytes = list.element().equals(new Type.Int(IntType.U8));
        if (bytes && where.startsWith("Uuid")) {
          add(1, "16 bytes without a length for " + where, list, _ -> bytes(16));
        }
        visit(list.element(), where);
      }
      case Type.Array array -> {
        add(2, "a length before the array " + where, array, _ -> Type.vec(array.element()));
        visit(array.element(), where);
      }
      case Type.Option option -> {
        add(3, where + " without Option's tag", option, _ -> option.inner());
        visit(option.inner(), where);
      }
      case Type.Result result -> {
        IntType other = result.tag() == IntType.U8 ? IntType.U32 : IntType.U8;
        add(
            1,
            "Result's tag as a " + other.rust() + " in " + where,
            result,
            _ -> new Type.Result(result.ok(), result.error(), other));
        visit(result.ok(), where);
        visit(result.error(), where);
      }
      case Type.Tuple tuple -> {
        for (int i = 0; i < tuple.elements().size(); i++) {
          Type element = tuple.elements().get(i);
          if (type == root) {
            add(1, "only part " + i + " of the tuple, " + element, tuple, _ -> element);
          }
          visit(element, where);
        }
      }
      case Struct struct -> struct(struct);
      case Type.Enum sum -> sum(sum);
    }
  }

  private static Type bytes(int length) {
    return new Type.Array(new Type.Int(IntType.U8), length);
  }

  private void sum(Type.Enum sum) {
    String name = sum.name();
    if (sum.tagging() == Tagging.INDEX) {
      add(
          3,
          name + "'s variants by their names, as serde's tag writes them",
          sum,
          _ -> new Type.Enum(name, sum.explicit(), Tagging.NAME, sum.variants()));
      if (sum.variants().stream().allMatch(variant -> variant.fields().isEmpty())) {
        for (IntType number : List.of(IntType.U8, IntType.U16, IntType.U32, IntType.I32)) {
          add(
              number == IntType.U8 || sum.explicit() ? 2 : 3,
              name
                  + " as a plain "
                  + number.rust()
                  + " (its discriminant, as serde_repr writes it)",
              sum,
              _ -> new Type.Int(number));
        }
      }
    }
    sum.variants().forEach(variant -> parts(variant.fields(), name + "::" + variant.name()));
  }

  private void parts(List<Field> fields, String owner) {
    fields.forEach(field -> visit(field.type(), owner + "." + field.name()));
  }

  private void struct(Struct struct) {
    List<Field> fields = struct.fields();
    String name = struct.name();
    int count = fields.size();
    for (int dropped = 1; dropped <= Math.min(MOST_DROPPED, count - 1); dropped++) {
      List<Field> left = fields.subList(0, count - dropped);
      List<Field> gone = fields.subList(count - dropped, count);
      add(1 + dropped / 3, name + " without its last " + named(gone), struct, with(struct, left));
    }
    for (int i = 0; i < count - 1; i++) {
      for (int width = 1; width <= 2 && i + width < count; width++) {
        List<Field> left = new ArrayList<>(fields);
        List<Field> gone = List.copyOf(fields.subList(i, i + width));
        left.removeAll(gone);
        add(1 + width, name + " without its " + named(gone), struct, with(struct, left));
      }
    }
    for (int i = 0; i < count; i++) {
      fieldTypes(struct, i);
    }
    for (int i = 0; i <= count; i++) {
      String place =
          i < count
              ? "before " + name + "." + fields.get(i).name()
              : count == 0 ? "in " + name : "behind " + name + "." + fields.get(count - 1).name();
      if (struct == plain(root) && i == 0) {
        // The same as a header.
        continue;
      }
      for (Added added : Added.values()) {
        List<Field> more = new ArrayList<>(fields);
        more.add(i, new Field("unknown", added.type));
        add(added.cost, added.text + " more " + place, struct, with(struct, more));
      }
    }
    moves(struct);
    parts(fields, name);
  }

  private static String named(List<Field> fields) {
    return (fields.size() == 1 ? "field " : "fields ")
        + String.join(" and ", fields.stream().map(Field::name).toList());
  }

  private static UnaryOperator<Type> with(Struct struct, List<Field> fields) {
    Shape shape = struct.shape() == Shape.UNIT ? Shape.TUPLE : struct.shape();
    return _ -> new Struct(struct.name(), shape, fields, struct.packing());
  }

  /** One field of another type. */
  private void fieldTypes(Struct struct, int index) {
    Field field = struct.fields().get(index);
    String where = struct.name() + "." + field.name();
    if (field.presence() == Presence.NEVER) {
      replace(2, where + " on the wire, although it is skipped", struct, index, field.type());
      return;
    }
    switch (plain(field.type())) {
      case Type.Int number -> {
        for (IntType other : others(number.type())) {
          replace(2, where + " as a " + other.rust(), struct, index, new Type.Int(other));
        }
        replace(3, where + " as 16 bytes (a Uuid?)", struct, index, bytes(16));
        replace(
            4,
            where + " as bytes behind a length",
            struct,
            index,
            Type.vec(new Type.Int(IntType.U8)));
      }
      case Type.Primitive primitive when primitive == Type.Primitive.F32 ->
          replace(2, where + " as an f64", struct, index, Type.Primitive.F64);
      case Type.Primitive primitive when primitive == Type.Primitive.F64 ->
          replace(2, where + " as an f32", struct, index, Type.Primitive.F32);
      case Type.Primitive primitive when primitive == Type.Primitive.BOOL ->
          replace(3, where + " as a u8", struct, index, new Type.Int(IntType.U8));
      case Type.Array array when array.length() == 16 ->
          replace(
              2,
              "a length before " + where + ", as a Uuid has through serde,",
              struct,
              index,
              Type.vec(array.element()));
      case Type.Option _ -> {}
      default -> {}
    }
    if (!(plain(field.type()) instanceof Type.Option)) {
      replace(2, where + " as an Option", struct, index, new Type.Option(field.type()));
    }
  }

  private static List<IntType> others(IntType type) {
    List<IntType> kin =
        type.signed()
            ? List.of(IntType.I8, IntType.I16, IntType.I32, IntType.I64, IntType.I128)
            : List.of(IntType.U8, IntType.U16, IntType.U32, IntType.U64, IntType.U128);
    return kin.stream().filter(other -> other.width() != type.width()).toList();
  }

  private static Type plain(Type type) {
    return switch (type) {
      case Type.Wrapper wrapper -> plain(wrapper.inner());
      case Type.Named named -> plain(named.target());
      default -> type;
    };
  }

  private void replace(int cost, String what, Struct struct, int index, Type other) {
    List<Field> fields = new ArrayList<>(struct.fields());
    fields.set(index, new Field(fields.get(index).name(), other));
    add(cost, what, struct, with(struct, fields));
  }

  /** One field elsewhere. */
  private void moves(Struct struct) {
    int count = struct.fields().size();
    if (count > MOST_MOVED) {
      return;
    }
    for (int from = 0; from < count; from++) {
      for (int to = 0; to < count; to++) {
        // A field that changes places with its neighbour is moved once.
        if (to == from || to == from - 1) {
          continue;
        }
        List<Field> moved = new ArrayList<>(struct.fields());
        Field field = moved.remove(from);
        moved.add(to, field);
        String place = to == 0 ? "first" : "behind " + moved.get(to - 1).name();
        add(3, struct.name() + "'s " + field.name() + " " + place, struct, with(struct, moved));
      }
    }
  }
}
