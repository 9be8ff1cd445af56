package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustSchema.Dialect;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Primitive;
import dev.fiberscope.engine.schema.Type.SequenceKind;
import dev.fiberscope.engine.wire.IntType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The types of Rust's standard library that bincode can decode. */
final class RustTypes {
  /**
   * @param arguments how many types it takes
   * @param isBounded true if a number follows them, of how much it holds
   */
  record Standard(int arguments, boolean isBounded, BiFunction<Dialect, List<Type>, Type> maker) {
    Standard(int arguments, Function<List<Type>, Type> maker) {
      this(arguments, false, (_, types) -> maker.apply(types));
    }

    Standard(int arguments, BiFunction<Dialect, List<Type>, Type> maker) {
      this(arguments, false, maker);
    }

    Type make(Dialect dialect, List<Type> types) {
      return maker.apply(dialect, types);
    }
  }

  private static final Map<String, Standard> TYPES = new HashMap<>();

  static {
    for (IntType type : IntType.values()) {
      Type number = new Type.Int(type);
      plain(type.rust(), number);
      plain(new Type.NonZero(type).toString(), new Type.NonZero(type));
      String name = type.rust();
      String atomic = "Atomic" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
      plain(atomic, number);
    }
    for (Primitive primitive : Primitive.values()) {
      plain(primitive.toString(), primitive);
    }
    plain("AtomicBool", Primitive.BOOL);
    plain("Path", Primitive.PATH);
    plain("CStr", Primitive.C_STRING);
    list("Vec", "alloc::vec::Vec", SequenceKind.LIST);
    list("VecDeque", "alloc::collections::vec_deque::VecDeque", SequenceKind.LIST);
    list("LinkedList", "alloc::collections::linked_list::LinkedList", SequenceKind.LIST);
    list("BinaryHeap", "alloc::collections::binary_heap::BinaryHeap", SequenceKind.HEAP);
    list("BTreeSet", "alloc::collections::btree::set::BTreeSet", SequenceKind.SORTED_SET);
    list("HashSet", "std::collections::hash::set::HashSet", SequenceKind.HASH_SET);
    map("BTreeMap", "alloc::collections::btree::map::BTreeMap", true);
    map("HashMap", "std::collections::hash::map::HashMap", false);
    wrapper("Box", "alloc::boxed::Box");
    wrapper("Rc", "alloc::rc::Rc");
    wrapper("Arc", "alloc::sync::Arc");
    wrapper("Cell", "core::cell::Cell");
    wrapper("RefCell", "core::cell::RefCell");
    wrapper("Mutex", "std::sync::poison::mutex::Mutex");
    wrapper("RwLock", "std::sync::poison::rwlock::RwLock");
    wrapper("Cow", "alloc::borrow::Cow");
    wrapper("Wrapping", "core::num::wrapping::Wrapping");
    wrapper("Saturating", "core::num::saturating::Saturating");
    wrapper("Reverse", "core::cmp::Reverse");
    TYPES.put("Option", new Standard(1, of -> new Type.Option(of.getFirst())));
    TYPES.put(
        "Result",
        new Standard(
            2,
            (dialect, of) ->
                new Type.Result(
                    of.get(0), of.get(1), dialect == Dialect.SERDE ? IntType.U32 : IntType.U8)));
    TYPES.put("Range", new Standard(1, of -> new Type.Range(false, of.getFirst())));
    TYPES.put("RangeInclusive", new Standard(1, of -> new Type.Range(true, of.getFirst())));
    TYPES.put("Bound", new Standard(1, of -> new Type.Bound(of.getFirst())));
    TYPES.put("BoundedVec", new Standard(1, true, (_, of) -> Type.vec(of.getFirst())));
    TYPES.put("BoundedString", new Standard(0, true, (_, _) -> Primitive.STRING));
    // Words of foreign.rs, not of Rust.
    TYPES.put("ElementsOf", new Standard(1, of -> Type.vec(element(of.getFirst()))));
    TYPES.put(
        "LengthBefore",
        new Standard(
            1,
            of ->
                of.getFirst() instanceof Type.Array array
                    ? Type.vec(array.element())
                    : of.getFirst()));
    TYPES.put("PhantomData", new Standard(1, _ -> Primitive.UNIT));
    TYPES.put(
        "NonZero", new Standard(1, of -> new Type.NonZero(((Type.Int) of.getFirst()).type())));
  }

  private RustTypes() {}

  private static Type element(Type type) {
    return type instanceof Type.Array array ? array.element() : type;
  }

  private static void plain(String name, Type type) {
    TYPES.put(name, new Standard(0, _ -> type));
  }

  private static void list(String name, String path, SequenceKind kind) {
    TYPES.put(name, new Standard(1, of -> new Type.Sequence(name, path, kind, of.getFirst())));
  }

  private static void map(String name, String path, boolean sorted) {
    TYPES.put(
        name, new Standard(2, of -> new Type.Mapping(name, path, sorted, of.get(0), of.get(1))));
  }

  private static void wrapper(String name, String path) {
    TYPES.put(name, new Standard(1, of -> new Type.Wrapper(name, path, of.getFirst())));
  }

  /** A type that holds at most so much. */
  static Type bounded(String name, List<Type> types, long most) {
    String path = "bincode_next::bounded::" + name;
    return types.isEmpty()
        ? new Type.Wrapper(name, path, Primitive.STRING, most)
        : new Type.Sequence(name, path, SequenceKind.LIST, types.getFirst(), most);
  }

  /** The type of a name, null if the library has none that can be decoded. */
  static Standard find(String name) {
    return TYPES.get(name);
  }

  /** All names, for hints. */
  static Iterable<String> names() {
    return TYPES.keySet();
  }
}
