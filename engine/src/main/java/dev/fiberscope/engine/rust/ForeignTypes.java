package dev.fiberscope.engine.rust;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Types of well-known crates as they travel, written in Rust: {@code foreign.rs}, a module for each
 * crate.
 */
final class ForeignTypes {
  /** No module of anybody's has this name. */
  private static final String EXTERN = "extern";

  /** Its types are what modules make of a field. */
  private static final String WITH = "with";

  /** Read when somebody first asks: most types need none of them. */
  private static final class All {
    private static final RustItems ITEMS = new RustItems(RustParser.file(text(), List.of(EXTERN)));

    private static String text() {
      try (InputStream file = ForeignTypes.class.getResourceAsStream("foreign.rs")) {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  private ForeignTypes() {}

  private static Optional<RustItem> find(String crate, String name) {
    return All.ITEMS.find(List.of(EXTERN, crate, name));
  }

  /** The type of a path that begins with its crate, whatever the modules between. */
  static Optional<RustItem> find(List<String> path) {
    return path.size() < 2 ? Optional.empty() : find(path.getFirst(), path.getLast());
  }

  /** The type of a name, of the crate that stands first if several have it. */
  static Optional<RustItem> byName(String name) {
    return All.ITEMS.named(name).stream().filter(item -> !item.module().contains(WITH)).findFirst();
  }

  /** What a module that {@code serde(with)} names makes of a field's type, its one argument. */
  static Optional<RustItem> with(String path) {
    String module = path.replaceFirst("(::)?(serialize|deserialize)$", "");
    return find(WITH, module.substring(module.lastIndexOf(':') + 1));
  }

  /** The type that a name stands for within such a type; empty if it is none of the same crate. */
  static Optional<RustItem> within(List<String> module, String name) {
    return module.size() == 2 && module.getFirst().equals(EXTERN)
        ? find(module.get(1), name)
        : Optional.empty();
  }

  static boolean has(RustItem item) {
    return !item.module().isEmpty() && item.module().getFirst().equals(EXTERN);
  }
}
