package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.RustItem.AliasItem;
import dev.fiberscope.engine.schema.RustItem.EnumItem;
import dev.fiberscope.engine.schema.RustItem.Expression;
import dev.fiberscope.engine.schema.RustItem.Part;
import dev.fiberscope.engine.schema.RustItem.StructItem;
import dev.fiberscope.engine.schema.Type.Field;
import dev.fiberscope.engine.schema.Type.Named;
import dev.fiberscope.engine.schema.Type.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns Rust text into a schema: looks names up, fills type parameters in, ties recursive types.
 */
public final class RustSchema {
  private static final int MOST_INSTANCES = 10_000;
  private static final int DEEPEST = 200;
  private static final int MOST_PARTS = 20_000;
  private static final String ROOT = "Root";

  private final Map<String, RustItem> items = new LinkedHashMap<>();
  private final Map<String, Type> instances = new HashMap<>();
  // Aliases that are being looked up: one of them again would never end.
  private final Set<String> openAliases = new HashSet<>();
  private int depth;
  private int parts;

  private RustSchema(List<RustItem> declared) {
    for (RustItem item : declared) {
      RustItem twin = items.put(item.name().text(), item);
      if (twin != null) {
        throw item.name()
            .error(item.name().text() + " is declared already, at line " + twin.name().line());
      }
    }
  }

  /**
   * Reads a Rust file. Items that are no types are skipped.
   *
   * @param rootName the type that messages are; without it the one named Root, or the only one that
   *     no other type uses
   * @throws SchemaException with line, column and what was expected
   */
  public static Schema parse(String text, Optional<String> rootName) {
    RustSchema schema = new RustSchema(RustParser.items(text));
    RustItem root = schema.root(rootName);
    if (!root.parameters().isEmpty()) {
      throw root.name()
          .error(
              root.name().text()
                  + " has type parameters; add a line such as type Root = "
                  + root.name().text()
                  + "<u8>; and decode Root");
    }
    Type type = schema.use(new Expression.Name(root.name(), List.of()), Map.of());
    schema.refuseEndlessTypes();
    return new Schema(type);
  }

  private RustItem root(Optional<String> wanted) {
    if (items.isEmpty()) {
      throw new SchemaException(1, 1, "expected a struct, an enum or a type, found none of them");
    }
    String name = wanted.orElse(items.containsKey(ROOT) ? ROOT : onlyUnused());
    RustItem root = items.get(name);
    if (root == null) {
      throw new SchemaException(
          1, 1, "there is no type " + name + "; there are " + String.join(", ", items.keySet()));
    }
    return root;
  }

  private String onlyUnused() {
    Set<String> used = new HashSet<>();
    items.values().forEach(item -> expressions(item).forEach(type -> collect(type, used)));
    List<String> unused = items.keySet().stream().filter(name -> !used.contains(name)).toList();
    if (unused.size() == 1 || items.size() == 1) {
      return unused.isEmpty() ? items.keySet().iterator().next() : unused.getFirst();
    }
    throw new SchemaException(
        1,
        1,
        "which type is a message? Name one with --type, or add type Root = …; there are "
            + String.join(", ", unused.isEmpty() ? items.keySet() : unused));
  }

  private static List<Expression> expressions(RustItem item) {
    return switch (item) {
      case AliasItem alias -> List.of(alias.target());
      case StructItem struct -> struct.parts().stream().map(Part::type).toList();
      case EnumItem sum ->
          sum.variants().stream().flatMap(v -> v.parts().stream()).map(Part::type).toList();
    };
  }

  private static void collect(Expression type, Set<String> names) {
    switch (type) {
      case Expression.Name name -> {
        names.add(name.at().text());
        name.arguments().forEach(argument -> collect(argument, names));
      }
      case Expression.TupleOf tuple -> tuple.elements().forEach(element -> collect(element, names));
      case Expression.ArrayOf array -> collect(array.element(), names);
      case Expression.SliceOf slice -> collect(slice.element(), names);
      case Expression.Reference reference -> collect(reference.inner(), names);
    }
  }

  private Type resolve(Expression expression, Map<String, Type> parameters) {
    // Aliases of aliases can double with every line; nobody's types do.
    if (++parts > MOST_PARTS) {
      throw expression.at().error("the types have more than " + MOST_PARTS + " parts");
    }
    return switch (expression) {
      case Expression.Name name -> use(name, parameters);
      case Expression.TupleOf tuple ->
          tuple.elements().isEmpty()
              ? Type.Primitive.UNIT
              : new Type.Tuple(
                  tuple.elements().stream().map(each -> resolve(each, parameters)).toList());
      case Expression.ArrayOf array ->
          new Type.Array(resolve(array.element(), parameters), array.length());
      case Expression.SliceOf slice -> slice("[T]", slice, parameters);
      case Expression.Reference reference ->
          switch (reference.inner()) {
            case Expression.SliceOf slice -> slice("&[T]", slice, parameters);
            case Expression.Name name when name.at().is("str") -> Type.Primitive.STR;
            default -> new Type.Wrapper("&", "&", resolve(reference.inner(), parameters));
          };
    };
  }

  private Type slice(String name, Expression.SliceOf slice, Map<String, Type> parameters) {
    return new Type.Sequence(
        name, name, Type.SequenceKind.LIST, resolve(slice.element(), parameters));
  }

  private Type use(Expression.Name use, Map<String, Type> parameters) {
    String name = use.at().text();
    Type parameter = parameters.get(name);
    if (parameter != null && use.arguments().isEmpty()) {
      return parameter;
    }
    List<Type> arguments =
        use.arguments().stream().map(argument -> resolve(argument, parameters)).toList();
    RustItem item = items.get(name);
    if (item != null) {
      expectArguments(use, item.parameters().size(), arguments.size());
      return instance(use, item, arguments);
    }
    RustTypes.Standard standard = RustTypes.find(name);
    if (standard == null) {
      throw use.at().error("there is no type " + name + RustHints.like(name, items.keySet()));
    }
    // A hasher or an allocator may follow; neither travels.
    int counted = Math.min(arguments.size(), Math.max(1, standard.arguments()));
    expectArguments(use, standard.arguments(), counted);
    if (name.equals("NonZero") && !(arguments.getFirst() instanceof Type.Int)) {
      throw use.at().error("NonZero takes an integer type, not " + arguments.getFirst());
    }
    return standard.make().apply(arguments);
  }

  private static void expectArguments(Expression.Name use, int expected, int found) {
    if (expected != found) {
      throw use.at()
          .error(
              use.at().text()
                  + " takes "
                  + expected
                  + " type argument"
                  + (expected == 1 ? "" : "s")
                  + ", found "
                  + found);
    }
  }

  private Type instance(Expression.Name use, RustItem item, List<Type> arguments) {
    String name =
        arguments.isEmpty()
            ? item.name().text()
            : arguments.stream()
                .map(Type::toString)
                .collect(Collectors.joining(", ", item.name().text() + "<", ">"));
    if (instances.containsKey(name)) {
      return instances.get(name);
    }
    if (instances.size() >= MOST_INSTANCES || name.length() > MOST_INSTANCES) {
      throw use.at().error(item.name().text() + " needs ever more types of itself");
    }
    Map<String, Type> parameters = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      parameters.put(item.parameters().get(i), arguments.get(i));
    }
    if (item instanceof AliasItem alias) {
      if (!openAliases.add(name)) {
        throw use.at().error("type " + name + " is defined by itself");
      }
      Type target = resolve(alias.target(), parameters);
      openAliases.remove(name);
      return target;
    }
    if (++depth > DEEPEST) {
      throw use.at().error("types are nested deeper than " + DEEPEST + " here");
    }
    Named named = new Named(name);
    instances.put(name, named);
    named.is(
        switch (item) {
          case StructItem struct ->
              new Type.Struct(name, struct.shape(), fields(struct.parts(), parameters));
          case EnumItem sum -> new Type.Enum(name, sum.explicit(), variants(sum, parameters));
          case AliasItem _ -> throw new AssertionError("returned above");
        });
    depth--;
    return named;
  }

  private List<Field> fields(List<Part> parts, Map<String, Type> parameters) {
    return parts.stream()
        .map(part -> new Field(part.name(), resolve(part.type(), parameters)))
        .toList();
  }

  private List<Variant> variants(EnumItem sum, Map<String, Type> parameters) {
    return sum.variants().stream()
        .map(v -> new Variant(v.name(), v.shape(), fields(v.parts(), parameters)))
        .toList();
  }

  private void refuseEndlessTypes() {
    Set<Type> good = new HashSet<>();
    List<Type> all = new ArrayList<>(instances.values());
    for (Type type : all) {
      if (EndlessTypes.containsItself(type, good)) {
        RustItem item = items.get(type.toString().replaceFirst("<.*", ""));
        throw item.name()
            .error(type + " contains itself, so no value of it ends; put the inner one in a Box");
      }
    }
  }
}
