package dev.fiberscope.engine.stack;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of types and fields as numbers, so that frames can be kept outside the heap. A name is
 * known for as long as the JVM runs; there are as many as schemas name things.
 */
final class Names {
  /** More than people write; a program that makes names up must not fill the memory with them. */
  private static final int MOST = 1 << 18;

  /** What the names beyond are shown as. */
  private static final String TOO_MANY = "…";

  private static final int RECENT = 1 << 10;

  private record Name(String text, int id) {}

  private static final Map<String, Name> BY_TEXT = new ConcurrentHashMap<>();
  private static final Name[] RECENTLY_USED = new Name[RECENT];
  private static volatile String[] texts = new String[256];
  private static int count;

  static {
    add("");
    add(TOO_MANY);
  }

  private Names() {}

  /** The number of a name, the same for equal ones. */
  static int idOf(String text) {
    // Racing threads may lose each other's entry, never see half of one: records are final.
    int slot = text.hashCode() & (RECENT - 1);
    Name recent = RECENTLY_USED[slot];
    if (recent != null && recent.text == text) {
      return recent.id;
    }
    Name known = BY_TEXT.get(text);
    if (known == null) {
      known = add(text);
    }
    if (known.text == text) {
      RECENTLY_USED[slot] = known;
    }
    return known.id;
  }

  private static synchronized Name add(String text) {
    Name known = BY_TEXT.get(text);
    if (known != null) {
      return known;
    }
    if (count == MOST) {
      return new Name(text, idOf(TOO_MANY));
    }
    String[] all = texts;
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
    }
    all[count] = text;
    texts = all;
    Name added = new Name(text, count++);
    BY_TEXT.put(text, added);
    return added;
  }

  static String text(int id) {
    return texts[id];
  }
}
