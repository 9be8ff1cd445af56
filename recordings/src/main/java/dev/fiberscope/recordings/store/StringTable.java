package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.ObjectIntHashMap;
import java.util.ArrayList;
import java.util.List;

/** Strings, each kept once and known by a number. */
public final class StringTable {
  private final ObjectIntHashMap<String> ids = new ObjectIntHashMap<>();
  private final List<String> strings;

  public StringTable() {
    this(new ArrayList<>());
  }

  private StringTable(List<String> strings) {
    this.strings = strings;
  }

  /** The strings of now, for readers. */
  public StringTable frozen() {
    return new StringTable(List.copyOf(strings));
  }

  public int idOf(String string) {
    int index = ids.indexOf(string);
    if (ids.indexExists(index)) {
      return ids.indexGet(index);
    }
    ids.indexInsert(index, string, strings.size());
    strings.add(string);
    return strings.size() - 1;
  }

  public String get(int id) {
    return strings.get(id);
  }
}
