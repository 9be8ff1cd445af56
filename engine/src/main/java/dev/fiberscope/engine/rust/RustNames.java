package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustItem.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a path may mean in a module: by {@code use}, by modules around it, by itself. */
final class RustNames {
  private static final int MOST_HOPS = 8;
  private static final int MOST_FOUND = 1_000;
  private static final String ALL = "*";

  private final List<Use> uses;

  RustNames(List<Use> uses) {
    this.uses = uses;
  }

  /** Full paths that a path may stand for, the likeliest first. */
  List<List<String>> candidates(List<String> path, List<String> module) {
    Set<List<String>> found = new LinkedHashSet<>();
    collect(path, module, found, MOST_HOPS);
    return new ArrayList<>(found);
  }

  private void collect(
      List<String> path, List<String> module, Set<List<String>> found, int hopsLeft) {
    List<String> absolute = absolute(path, module);
    if (absolute != path) {
      found.add(absolute);
      hop(absolute, found, hopsLeft);
      return;
    }
    // In this module, then in those around it: more than Rust allows, but text is often cut out.
    for (int depth = module.size(); depth >= 0; depth--) {
      List<String> scope = module.subList(0, depth);
      List<String> whole = joined(scope, path);
      found.add(whole);
      used(path, scope, found, hopsLeft);
      if (path.size() > 1) {
        hop(whole, found, hopsLeft);
      }
    }
    found.add(path);
  }

  /** A path that begins with crate, self or super as one from the top; others as they are. */
  private static List<String> absolute(List<String> path, List<String> module) {
    List<String> scope = new ArrayList<>(module);
    int at = 0;
    boolean moved = false;
    for (; at < path.size() - 1; at++) {
      String word = path.get(at);
      if (word.equals("crate") && at == 0) {
        scope.clear();
      } else if (word.equals("super")) {
        if (!scope.isEmpty()) {
          scope.removeLast();
        }
      } else if (!word.equals("self")) {
        break;
      }
      moved = true;
    }
    return moved ? joined(scope, path.subList(at, path.size())) : path;
  }

  private void used(List<String> path, List<String> scope, Set<List<String>> found, int hopsLeft) {
    if (hopsLeft <= 0 || found.size() > MOST_FOUND) {
      return;
    }
    for (Use use : uses) {
      if (!use.module().equals(scope)) {
        continue;
      }
      if (use.name().equals(path.getFirst())) {
        collect(joined(use.path(), path.subList(1, path.size())), scope, found, hopsLeft - 1);
      }
    }
    for (Use use : uses) {
      if (use.module().equals(scope) && use.name().equals(ALL)) {
        collect(joined(use.path(), path), scope, found, hopsLeft - 1);
      }
    }
  }

  /** A path into a module that itself uses the name. */
  private void hop(List<String> absolute, Set<List<String>> found, int hopsLeft) {
    if (absolute.size() > 1) {
      used(
          List.of(absolute.getLast()),
          absolute.subList(0, absolute.size() - 1),
          found,
          hopsLeft - 1);
    }
  }

  static List<String> joined(List<String> left, List<String> right) {
    List<String> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }
}
