package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.RecordParts.Part;
import dev.fiberscope.engine.schema.Type.SequenceKind;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Java's collections, what they are in Rust, and how they are read. */
final class RecordCollections {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();
  private static final MethodType READ = MethodType.methodType(Object.class, Decoder.class);
  private static final Set<Class<?>> SORTED =
      Set.of(SortedSet.class, NavigableSet.class, SortedMap.class, NavigableMap.class);
  private static final Set<Class<?>> SETS =
      Set.of(Set.class, SequencedSet.class, SortedSet.class, NavigableSet.class);
  private static final Set<Class<?>> MAPS =
      Set.of(Map.class, SequencedMap.class, SortedMap.class, NavigableMap.class);

  private RecordCollections() {}

  /** How many types a collection takes; 0 if the class is none that can be read. */
  static int arguments(Class<?> raw) {
    if (MAPS.contains(raw)) {
      return 2;
    }
    return raw == List.class || raw == Optional.class || SETS.contains(raw) ? 1 : 0;
  }

  /**
   * @param arguments as many as {@link #arguments} says
   */
  static Part of(Class<?> raw, List<Part> arguments) {
    Part first = arguments.getFirst();
    if (raw == Optional.class) {
      Type.Option option = new Type.Option(first.type());
      return part(
          option,
          raw,
          own(
              "option",
              Optional.class,
              List.of(Type.Option.class, MethodHandle.class),
              option,
              read(first)));
    }
    if (MAPS.contains(raw)) {
      boolean sorted = SORTED.contains(raw);
      Part second = arguments.get(1);
      Type.Mapping mapping =
          sorted
              ? new Type.Mapping(
                  "BTreeMap",
                  "alloc::collections::btree::map::BTreeMap",
                  true,
                  first.type(),
                  second.type())
              : new Type.Mapping(
                  "HashMap",
                  "std::collections::hash::map::HashMap",
                  false,
                  first.type(),
                  second.type());
      Supplier<Map<Object, Object>> empty = sorted ? TreeMap::new : LinkedHashMap::new;
      return part(
          mapping,
          raw,
          own(
              "map",
              Map.class,
              List.of(Type.Mapping.class, Supplier.class, MethodHandle.class, MethodHandle.class),
              mapping,
              empty,
              read(first),
              read(second)));
    }
    return sequence(raw, first);
  }

  private static Part sequence(Class<?> raw, Part element) {
    Type.Sequence type = (Type.Sequence) Type.vec(element.type());
    Supplier<Collection<Object>> empty = ArrayList::new;
    if (SORTED.contains(raw)) {
      type =
          new Type.Sequence(
              "BTreeSet",
              "alloc::collections::btree::set::BTreeSet",
              SequenceKind.SORTED_SET,
              element.type());
      empty = TreeSet::new;
    } else if (SETS.contains(raw)) {
      type =
          new Type.Sequence(
              "HashSet",
              "std::collections::hash::set::HashSet",
              SequenceKind.HASH_SET,
              element.type());
      empty = LinkedHashSet::new;
    }
    return part(
        type,
        raw,
        own(
            "elements",
            Collection.class,
            List.of(Type.Sequence.class, Supplier.class, MethodHandle.class),
            type,
            empty,
            read(element)));
  }

  private static Part part(Type type, Class<?> raw, MethodHandle read) {
    return new Part(type, read.asType(MethodType.methodType(raw, Decoder.class)));
  }

  private static MethodHandle read(Part part) {
    return part.read().asType(READ);
  }

  /** A method of this class whose first arguments are known. */
  private static MethodHandle own(
      String name, Class<?> returned, List<Class<?>> types, Object... known) {
    MethodType type = MethodType.methodType(returned, types).appendParameterTypes(Decoder.class);
    try {
      return MethodHandles.insertArguments(
          OWN.findStatic(RecordCollections.class, name, type), 0, known);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @SuppressWarnings("unused")
  private static Collection<Object> elements(
      Type.Sequence type, Supplier<Collection<Object>> empty, MethodHandle element, Decoder in)
      throws Throwable {
    in.open(type.toString());
    long length = in.field("length").length(type);
    // Grows with what arrives: the length is a claim, not a fact.
    Collection<Object> values = empty.get();
    if (in.isAtByteString()) {
      byte[] bytes = in.leaves().raw(length);
      Decoder each = new Decoder(WireReader.over(WireConfig.legacy(), bytes), in.stack());
      for (int i = 0; i < bytes.length; i++) {
        values.add(element.invokeExact(each));
      }
      in.close();
      return values;
    }
    Distinct distinct = in.distinct(type.kind().isSet());
    for (long i = 0; i != length && !in.isEnd(type.element(), length); i++) {
      in.element(i);
      long start = in.wire().offset();
      Object value = element.invokeExact(in);
      distinct.add(value, i, start, in.wire());
      values.add(value);
    }
    distinct.check(in.stack(), in.wire());
    in.close();
    return values;
  }

  @SuppressWarnings("unused")
  private static Map<Object, Object> map(
      Type.Mapping type,
      Supplier<Map<Object, Object>> empty,
      MethodHandle key,
      MethodHandle value,
      Decoder in)
      throws Throwable {
    in.open(type.toString());
    long length = in.field("length").length(type);
    Map<Object, Object> entries = empty.get();
    Distinct distinct = in.distinct(true);
    for (long i = 0; i != length && !in.isEnd(type.pair(), length); i++) {
      in.element(i);
      long start = in.wire().offset();
      Object its = key.invokeExact(in);
      distinct.add(its, i, start, in.wire());
      in.element(i);
      entries.put(its, value.invokeExact(in));
    }
    distinct.check(in.stack(), in.wire());
    in.close();
    return entries;
  }

  @SuppressWarnings("unused")
  private static Optional<Object> option(Type.Option type, MethodHandle inner, Decoder in)
      throws Throwable {
    in.open(type.toString());
    Optional<Object> value = Optional.empty();
    if (in.field("tag").isSome(type)) {
      in.field("Some");
      value = Optional.of(inner.invokeExact(in));
    }
    in.close();
    return value;
  }
}
