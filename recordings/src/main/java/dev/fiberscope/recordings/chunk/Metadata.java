package dev.fiberscope.recordings.chunk;

import com.carrotsearch.hppc.LongHashSet;
import dev.fiberscope.recordings.chunk.TypeLayout.Field;
import dev.fiberscope.recordings.chunk.TypeLayout.Kind;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of one chunk, as its metadata event describes them. */
final class Metadata {
  private static final int DEEPEST = 64;
  private static final Map<String, Kind> PRIMITIVES =
      Map.of(
          "boolean", Kind.BYTE,
          "byte", Kind.BYTE,
          "short", Kind.SHORT,
          "char", Kind.LONG,
          "int", Kind.INT,
          "long", Kind.LONG,
          "float", Kind.FLOAT,
          "double", Kind.DOUBLE,
          "java.lang.String", Kind.TEXT);

  private final Map<Long, TypeLayout> types = new HashMap<>();
  private final Map<String, TypeLayout> byName = new HashMap<>();
  private final LongHashSet empty = new LongHashSet();

  /** An element of the description's tree. */
  private record Element(String name, Map<String, String> attributes, List<Element> children) {
    long number(String attribute) {
      return Long.parseLong(attributes.getOrDefault(attribute, "0"));
    }
  }

  private Metadata() {}

  /**
   * @throws IndexOutOfBoundsException or {@link NumberFormatException} if it is damaged
   */
  static Metadata read(MemorySegment file, long offset) {
    ByteCursor in = new ByteCursor(file, offset);
    in.limit(offset + in.number());
    if (in.number() != 0) {
      throw new IndexOutOfBoundsException("no metadata at byte " + offset);
    }
    in.number();
    in.number();
    in.number();
    // Not as an array: the count may be damaged, and no room is made for what is not there.
    List<String> texts = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      texts.add(in.text(ByteCursor.TextPool.NONE));
    }
    Metadata metadata = new Metadata();
    List<Element> classes = new ArrayList<>();
    collect(element(in, texts, 0), classes);
    Map<Long, String> names = new HashMap<>();
    classes.forEach(each -> names.put(each.number("id"), each.attributes.getOrDefault("name", "")));
    classes.forEach(each -> metadata.add(each, names));
    metadata.findEmpty();
    return metadata;
  }

  private static Element element(ByteCursor in, List<String> texts, int depth) {
    if (depth > DEEPEST) {
      throw new IndexOutOfBoundsException("metadata nested deeper than " + DEEPEST);
    }
    String name = texts.get((int) in.number());
    Map<String, String> attributes = new HashMap<>();
    for (int i = in.count(); i > 0; i--) {
      attributes.put(texts.get((int) in.number()), texts.get((int) in.number()));
    }
    List<Element> children = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      children.add(element(in, texts, depth + 1));
    }
    return new Element(name, attributes, children);
  }

  private static void collect(Element element, List<Element> classes) {
    if (element.name.equals("class")) {
      classes.add(element);
    }
    element.children.forEach(child -> collect(child, classes));
  }

  private void add(Element type, Map<Long, String> names) {
    List<Field> fields = new ArrayList<>();
    for (Element child : type.children) {
      if (child.name.equals("field")) {
        long fieldType = child.number("class");
        boolean constant = "true".equals(child.attributes.get("constantPool"));
        Kind written = PRIMITIVES.getOrDefault(names.getOrDefault(fieldType, ""), Kind.STRUCT);
        fields.add(
            new Field(
                child.attributes.getOrDefault("name", "").intern(),
                fieldType,
                constant ? Kind.CONSTANT : written,
                "1".equals(child.attributes.get("dimension"))));
      }
    }
    boolean event = "jdk.jfr.Event".equals(type.attributes.get("superType"));
    // An event's length says where it ends, so fields that are too many need not be known.
    int known = event ? Math.min(EventType.MOST_FIELDS, fields.size()) : fields.size();
    TypeLayout layout =
        new TypeLayout(
            type.number("id"),
            type.attributes.getOrDefault("name", ""),
            List.copyOf(fields.subList(0, known)),
            event,
            "true".equals(type.attributes.get("simpleType")));
    types.put(layout.id(), layout);
    byName.putIfAbsent(layout.name(), layout);
  }

  Optional<TypeLayout> type(long id) {
    return Optional.ofNullable(types.get(id));
  }

  Optional<TypeLayout> type(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Moves behind a value of the type. */
  void skip(ByteCursor in, TypeLayout type) {
    for (Field field : type.fields()) {
      skip(in, field);
    }
  }

  void skip(ByteCursor in, Field field) {
    skip(in, field, 0);
  }

  private void skip(ByteCursor in, Field field, int depth) {
    if (depth > DEEPEST) {
      throw new IndexOutOfBoundsException("values nested deeper than " + DEEPEST);
    }
    for (int i = field.array() ? in.count() : 1; i > 0; i--) {
      in.checkLimit();
      switch (field.kind()) {
        case BYTE -> in.skip(1);
        case SHORT, INT, LONG, CONSTANT -> in.number();
        case FLOAT -> in.skip(Float.BYTES);
        case DOUBLE -> in.skip(Double.BYTES);
        case TEXT -> in.skipText();
        case STRUCT -> {
          TypeLayout struct = types.get(field.type());
          if (struct == null) {
            throw new IndexOutOfBoundsException("no type " + field.type());
          }
          if (isEmpty(field)) {
            return;
          }
          for (Field part : struct.fields()) {
            skip(in, part, depth + 1);
          }
        }
      }
    }
  }

  /** True if values of a field take no bytes: damaged types may hold very many of such. */
  boolean isEmpty(Field field) {
    return field.kind() == Kind.STRUCT && empty.contains(field.type());
  }

  private void findEmpty() {
    boolean found = true;
    for (int pass = 0; pass < DEEPEST && found; pass++) {
      found = false;
      for (TypeLayout type : types.values()) {
        if (type.fields().stream().allMatch(field -> !field.array() && isEmpty(field))) {
          found |= empty.add(type.id());
        }
      }
    }
  }
}
