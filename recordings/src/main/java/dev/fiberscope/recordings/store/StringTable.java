package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.ObjectIntHashMap;

/** Strings, each kept once and known by a number. */
public final class StringTable {
  private final ObjectIntHashMap<String> ids = new ObjectIntHashMap<>();
  private final ObjectColumn<String> strings;

  public StringTable() {
    this(new ObjectColumn<>());
  }

  private StringTable(ObjectColumn<String> strings) {
    this.strings = strings;
  }

  /** The strings of now, for readers. */
  public StringTable frozen() {
    return new StringTable(strings.frozen());
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
