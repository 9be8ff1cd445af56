package dev.fiberscope.recordings.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strings, each kept once and known by a number. */
public final class StringTable {
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> strings = new ArrayList<>();

  public int idOf(String string) {
    Integer known = ids.get(string);
    if (known != null) {
      return known;
    }
    ids.put(string, strings.size());
    strings.add(string);
    return strings.size() - 1;
  }

  public String get(int id) {
    return strings.get(id);
  }
}
