package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustItem.AliasItem;
import dev.fiberscope.engine.rust.RustItem.Expression;
import dev.fiberscope.engine.rust.RustLexer.Kind;
import dev.fiberscope.engine.rust.RustLexer.Token;
import dev.fiberscope.engine.schema.EndlessTypes;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.schema.Type;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns Rust text into a schema. */
public final class RustSchema {
  private static final String ROOT = "Root";
  private static final String MESSAGE = "Message";

  /** By which traits values travel, where the types themselves do not say. */
  public enum Dialect {
    /** bincode's own Encode and Decode. */
    ENCODE,
    /** serde's Serialize and Deserialize, as bincode 1 always does. */
    SERDE
  }

  /**
   * What a Rust file says.
   *
   * @param notes sentences about what people should know: what Rust cannot read back, and the like
   */
  public record Reading(Schema schema, List<String> notes) {}

  private RustSchema() {}

  /**
   * Reads a Rust file. Items that are no types are skipped.
   *
   * @param rootName the type that messages are; without it the one named Root, or the only one that
   *     no other type uses
   * @throws SchemaException with line, column and what was expected
   */
  public static Schema parse(String text, Optional<String> rootName) {
    return read(text, rootName, Optional.empty()).schema();
  }

  /**
   * Reads a Rust file, and what there is to know about it.
   *
   * @param dialect what all types travel by; if empty, each by the traits that it derives
   */
  public static Reading read(String text, Optional<String> rootName, Optional<Dialect> dialect) {
    RustItem.File file = RustParser.file(text);
    RustItems items = new RustItems(file);
    RustItem root = root(items, rootName);
    if (root.parameters().stream().anyMatch(each -> each.standard().isEmpty())
        && !root.parameters().isEmpty()) {
      String name = root.name().text();
      throw root.name()
          .error(
              name
                  + " has type parameters; add a line such as type Root = "
                  + name
                  + "<u8>; and decode Root");
    }
    RustResolver resolver = new RustResolver(file, items, dialect);
    Type type = resolver.root(root);
    refuseEndlessTypes(resolver);
    return new Reading(new Schema(type), resolver.notes());
  }

  /**
   * The types that a message may be, the likeliest first: one named Root, then those that no other
   * type uses.
   *
   * @throws SchemaException if the text cannot be understood
   */
  public static List<String> roots(String text) {
    RustItems items = new RustItems(RustParser.file(text));
    List<String> unused = unused(items);
    return items.names().stream()
        .sorted(
            Comparator.comparingInt(name -> name.equals(ROOT) ? 0 : unused.contains(name) ? 1 : 2))
        .toList();
  }

  private static RustItem root(RustItems items, Optional<String> wanted) {
    if (items.names().isEmpty() && wanted.isEmpty()) {
      throw new SchemaException(1, 1, "expected a struct, an enum or a type, found none of them");
    }
    String name = wanted.orElseGet(() -> items.names().contains(ROOT) ? ROOT : onlyUnused(items));
    return items
        .byShownName(name)
        .or(() -> expression(name))
        .orElseThrow(
            () ->
                new SchemaException(
                    1,
                    1,
                    "there is no type "
                        + name
                        + "; there are "
                        + String.join(", ", items.names())));
  }

  /** A type that is written out, such as {@code Vec<Order>}, under a name of its own. */
  private static Optional<RustItem> expression(String text) {
    if (text.matches("[\\w:]*") && RustTypes.find(text) == null) {
      return Optional.empty();
    }
    Token name = new Token(Kind.WORD, MESSAGE, 1, 1);
    return Optional.of(
        new AliasItem(
            name, List.of(), List.of(), RustAttributes.NONE, RustShapes.typeText(name, text)));
  }

  private static List<String> unused(RustItems items) {
    Set<String> used = new HashSet<>();
    items.all().forEach(item -> RustItems.expressions(item).forEach(type -> collect(type, used)));
    return items.all().stream()
        .filter(item -> !used.contains(item.name().text()))
        .map(items::shownName)
        .toList();
  }

  private static String onlyUnused(RustItems items) {
    List<String> unused = unused(items);
    if (unused.size() == 1 || items.names().size() == 1) {
      return unused.isEmpty() ? items.names().getFirst() : unused.getFirst();
    }
    throw new SchemaException(
        1,
        1,
        "which type is a message? Name one with --type, or add type Root = \u2026; there are "
            + String.join(", ", unused.isEmpty() ? items.names() : unused));
  }

  private static void collect(Expression type, Set<String> names) {
    switch (type) {
      case Expression.Name name -> {
        names.add(name.last());
        name.arguments().forEach(argument -> collect(argument, names));
      }
      case Expression.TupleOf tuple -> tuple.elements().forEach(element -> collect(element, names));
      case Expression.ArrayOf array -> collect(array.element(), names);
      case Expression.SliceOf slice -> collect(slice.element(), names);
      case Expression.Reference reference -> collect(reference.inner(), names);
      case Expression.ValueOf _, Expression.Opaque _ -> {}
    }
  }

  private static void refuseEndlessTypes(RustResolver resolver) {
    Set<Type> good = new HashSet<>();
    for (Map.Entry<Type, RustItem> each : resolver.instances().entrySet()) {
      if (EndlessTypes.containsItself(each.getKey(), good)) {
        throw each.getValue()
            .name()
            .error(
                each.getKey()
                    + " contains itself, so no value of it ends; put the inner one in a Box");
      }
    }
  }
}
