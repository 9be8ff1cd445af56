package dev.fiberscope.recordings.tables;

import java.util.Locale;
import java.util.stream.Stream;

/** The values of an enumeration as tables write them: in small letters, each made once. */
final class Words<E extends Enum<E>> {
  private final String[] words;

  Words(Class<E> type) {
    words =
        Stream.of(type.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);
  }

  String of(E value) {
    return words[value.ordinal()];
  }
}
