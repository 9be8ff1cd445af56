package dev.fiberscope.recordings.tables;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names for files that tell them apart: as much of their paths as that needs. */
public final class DistinctNames {
  private DistinctNames() {}

  /** The name of each file; one that is there twice is there once. */
  public static Map<Path, String> of(Collection<Path> files) {
    List<Path> distinct =
        files.stream().map(file -> file.toAbsolutePath().normalize()).distinct().toList();
    int longest = distinct.stream().mapToInt(Path::getNameCount).max().orElse(0);
    int words = 1;
    while (words < longest && !areDistinct(distinct, words)) {
      words++;
    }
    Map<Path, String> names = new LinkedHashMap<>();
    for (Path file : distinct) {
      names.put(file, name(file, words));
    }
    return names;
  }

  private static boolean areDistinct(List<Path> files, int words) {
    return files.stream().map(file -> name(file, words)).distinct().count() == files.size();
  }

  /** The last words of a path, with the same separator on every system. */
  private static String name(Path file, int words) {
    int count = file.getNameCount();
    Path last = file.subpath(Math.max(0, count - words), count);
    return last.toString().replace('\\', '/');
  }
}
