package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The counters that a HotSpot JVM keeps in a file that it maps, {@code hsperfdata}: reading them
 * costs it nothing. The format is that of version 2, which all JVMs since 5 write; {@code
 * sun.jvmstat} reads it too but is not exported.
 */
final class PerfCounters {
  private static final int MAGIC = 0xcafec0c0;
  private static final int HEADER = 32;
  private static final int ENTRY = 20;
  private static final int MOST_BYTES = 1 << 20;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();

  private PerfCounters() {}

  /** Of a JVM; empty if its file is not there, may not be read, or is not whole yet. */
  static Optional<PerfCounters> read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      return Optional.of(parse(ByteBuffer.wrap(Files.readAllBytes(file))));
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  static PerfCounters parse(ByteBuffer in) {
    if (in.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC) {
      throw new IllegalArgumentException("no hsperfdata");
    }
    in.order(in.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    PerfCounters counters = new PerfCounters();
    int at = Math.max(HEADER, in.getInt(24));
    for (int left = in.getInt(28); left > 0; left--) {
      int length = in.getInt(at);
      if (length < ENTRY) {
        throw new IllegalArgumentException("damaged");
      }
      counters.entry(in, at);
      at += length;
    }
    return counters;
  }

  private void entry(ByteBuffer in, int at) {
    String name = text(in, at + in.getInt(at + 4), Integer.MAX_VALUE);
    int elements = in.getInt(at + 8);
    int data = at + in.getInt(at + 16);
    switch (in.get(at + 12)) {
      case 'B' -> texts.put(name, text(in, data, elements));
      case 'J' -> numbers.put(name, in.getLong(data));
      default -> {
        // Other types are not written.
      }
    }
  }

  private static String text(ByteBuffer in, int from, int most) {
    int to = from;
    while (to - from < most && in.get(to) != 0) {
      to++;
    }
    byte[] bytes = new byte[to - from];
    in.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).filter(text -> !text.isEmpty());
  }

  Optional<Long> number(String name) {
    return Optional.ofNullable(numbers.get(name));
  }
}
