package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustItem.AliasItem;
import dev.fiberscope.engine.rust.RustItem.EnumItem;
import dev.fiberscope.engine.rust.RustItem.Expression;
import dev.fiberscope.engine.rust.RustItem.Part;
import dev.fiberscope.engine.rust.RustItem.StructItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types that a Rust file declares, by their paths. */
final class RustItems {
  private final Map<String, RustItem> byPath = new LinkedHashMap<>();
  private final Map<String, Integer> uses = new LinkedHashMap<>();

  RustItems(RustItem.File file) {
    for (RustItem item : file.items()) {
      RustItem twin = byPath.putIfAbsent(path(item), item);
      if (twin == null) {
        uses.merge(item.name().text(), 1, Integer::sum);
      } else if (!isConditional(item) && !isConditional(twin)) {
        // Of types that are compiled on some condition the first one counts.
        throw item.name()
            .error(item.name().text() + " is declared already, at line " + twin.name().line());
      }
    }
  }

  private static boolean isConditional(RustItem item) {
    return !item.attributes().options("cfg").isEmpty();
  }

  private static String path(RustItem item) {
    return path(RustNames.joined(item.module(), List.of(item.name().text())));
  }

  private static String path(List<String> words) {
    return String.join("::", words);
  }

  Collection<RustItem> all() {
    return byPath.values();
  }

  Optional<RustItem> find(List<String> path) {
    return Optional.ofNullable(byPath.get(path(path)));
  }

  /** The items of a name, wherever they are. */
  List<RustItem> named(String name) {
    return byPath.values().stream().filter(item -> item.name().text().equals(name)).toList();
  }

  /** The name alone, or the path where the name occurs twice. */
  String shownName(RustItem item) {
    return uses.getOrDefault(item.name().text(), 1) > 1 ? path(item) : item.name().text();
  }

  List<String> names() {
    return byPath.values().stream().map(this::shownName).toList();
  }

  Optional<RustItem> byShownName(String name) {
    List<RustItem> alike = named(name);
    RustItem byPathToo = byPath.get(name);
    return byPathToo != null
        ? Optional.of(byPathToo)
        : alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
  }

  /** The types that an item is made of. */
  static List<Expression> expressions(RustItem item) {
    return switch (item) {
      case AliasItem alias -> List.of(alias.target());
      case StructItem struct -> struct.parts().stream().map(Part::type).toList();
      case EnumItem sum -> {
        List<Expression> types = new ArrayList<>();
        sum.variants().forEach(v -> v.parts().forEach(part -> types.add(part.type())));
        yield types;
      }
    };
  }
}
