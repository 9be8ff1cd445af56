package dev.fiberscope.engine.payload;

import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands before each of several messages. */
public enum Framing {
  /** Nothing: a message begins where the one before ends. */
  ROW("one after the other", 0, ByteOrder.LITTLE_ENDIAN),
  U32("a u32 length, little endian, before each", 4, ByteOrder.LITTLE_ENDIAN),
  U32BE("a u32 length, big endian, before each", 4, ByteOrder.BIG_ENDIAN),
  U64("a u64 length, little endian, before each", 8, ByteOrder.LITTLE_ENDIAN),
  U64BE("a u64 length, big endian, before each", 8, ByteOrder.BIG_ENDIAN),
  U16("a u16 length, little endian, before each", 2, ByteOrder.LITTLE_ENDIAN),
  U16BE("a u16 length, big endian, before each", 2, ByteOrder.BIG_ENDIAN),
  VARINT("a varint length before each", 1, ByteOrder.LITTLE_ENDIAN);

  /**
   * Where a message lies.
   *
   * @param from behind what stands before it
   */
  public record Frame(int from, int to) {}

  private final String text;
  private final int width;
  private final ByteOrder order;

  Framing(String text, int width, ByteOrder order) {
    this.text = text;
    this.width = width;
    this.order = order;
  }

  /** What people call it. */
  public String text() {
    return text;
  }

  /** The name on a command line. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The messages by their lengths. Empty if the lengths do not lead to the end of the bytes
   * exactly, and for {@link #ROW}, where only decoding tells.
   */
  public Optional<List<Frame>> frames(byte[] bytes) {
    List<Frame> frames = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      Optional<Frame> frame = next(bytes, at);
      if (frame.isEmpty()) {
        return Optional.empty();
      }
      frames.add(frame.get());
      at = frame.get().to();
    }
    return this == ROW || frames.isEmpty() ? Optional.empty() : Optional.of(frames);
  }

  /** The message whose length stands at an offset; empty if it does not lie within the bytes. */
  public Optional<Frame> next(byte[] bytes, int at) {
    if (this == ROW || at + width > bytes.length) {
      return Optional.empty();
    }
    long length;
    int from = at + width;
    if (this == VARINT) {
      WireReader reader = WireReader.over(WireConfig.standard(), bytes);
      reader.goTo(at, 0);
      try {
        length = reader.u64();
      } catch (DecodeException none) {
        return Optional.empty();
      }
      from = (int) reader.offset();
    } else {
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
      length =
          switch (width) {
            case 2 -> buffer.getShort(at) & 0xffffL;
            case 4 -> buffer.getInt(at) & 0xffff_ffffL;
            default -> buffer.getLong(at);
          };
    }
    boolean within = length > 0 && length <= bytes.length - from;
    return within ? Optional.of(new Frame(from, (int) (from + length))) : Optional.empty();
  }
}
