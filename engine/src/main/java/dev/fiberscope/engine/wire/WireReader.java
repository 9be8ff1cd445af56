package dev.fiberscope.engine.wire;

import dev.fiberscope.engine.wire.DecodeError.InvalidBooleanValue;
import dev.fiberscope.engine.wire.DecodeError.InvalidCharEncoding;
import dev.fiberscope.engine.wire.DecodeError.InvalidIntegerType;
import dev.fiberscope.engine.wire.DecodeError.LimitExceeded;
import dev.fiberscope.engine.wire.DecodeError.MessageTooLong;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedEnd;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads bincode's primitives where their bytes arrived, asking for more when they run out. Knows
 * nothing of fibers: whoever refills may suspend.
 */
public final class WireReader {
  /** The length of what goes on until a break. */
  public static final long INDEFINITE = -1;

  private static final int SINGLE_BYTE_MAX = 250;
  private static final int U16_TAG = 251;
  private static final int U128_TAG = 254;
  private static final int RESERVED_TAG = 255;
  private static final int[] WIDTH_OF_TAG = {2, 4, 8, 16};

  /** A message is never longer than this: it could not be held. */
  private static final long MOST_BYTES = 1L << 26;

  /** What is set aside at once for a length that is only claimed. */
  private static final int TRUSTED_BYTES = 8 * 1024;

  private static final byte[] NOTHING = {};
  private static final Refill NO_MORE = (_, _) -> false;

  private final WireConfig config;
  private final boolean variable;
  private final int endian;

  /** Null for bincode's own bytes. */
  private final CborReader cbor;

  private Consumer<Warning> warned;
  private final Refill refill;
  private final long limit;
  private byte[] buffer = NOTHING;
  private int at;
  private int end;
  private long offsetOfBuffer;
  private long claimed;

  /** A number that was cut by the end of a chunk is put together here. */
  private byte[] staging = NOTHING;

  private DecodeException failed;
  private long failedAt;

  private int cut;

  public WireReader(WireConfig config, Refill refill) {
    this.config = config;
    this.cbor =
        config.format() instanceof Format.Cbor its ? new CborReader(this, its.order() > 0) : null;
    this.variable = cbor == null && config.variable();
    this.endian = cbor != null || config.bigEndian() ? 1 : 0;
    this.refill = refill;
    this.limit = config.limit();
  }

  /** A reader of bytes that are all there. They are read in place and not changed. */
  public static WireReader over(WireConfig config, byte[] bytes) {
    WireReader reader = new WireReader(config, NO_MORE);
    reader.show(bytes, 0, bytes.length);
    return reader;
  }

  /** Begins anew with another message, whose bytes are all there. */
  public void begin(byte[] bytes) {
    buffer = bytes;
    at = 0;
    end = bytes.length;
    offsetOfBuffer = 0;
    claimed = 0;
    failed = null;
  }

  /**
   * Goes on with the bytes from {@code from} to {@code to}. They are read in place, not changed.
   */
  public void show(byte[] bytes, int from, int to) {
    offsetOfBuffer += at - from;
    buffer = bytes;
    at = from;
    end = to;
  }

  /**
   * Goes to a byte of the message whose bytes are all there.
   *
   * @param claimedBytes what {@link #claimed()} was there
   */
  public void goTo(long offset, long claimedBytes) {
    at = (int) (offset - offsetOfBuffer);
    claimed = claimedBytes;
  }

  /** Bytes claimed so far, as the limit counts them. */
  public long claimed() {
    return claimed;
  }

  /** Bytes of the message read so far. */
  public long offset() {
    return offsetOfBuffer + at;
  }

  /** True if integers travel as a little-endian machine keeps them. */
  public boolean isNativeFixed() {
    return !variable && endian == 0;
  }

  /** Bytes behind {@link #offset()} that have arrived: shown and not read, or part of a value. */
  public int staged() {
    return cut + unread();
  }

  /** Bytes shown and not read: they belong to whatever follows this message. */
  public int unread() {
    return end - at;
  }

  public int u8() {
    if (at == end) {
      fill(1, 1);
    }
    return buffer[at++] & 0xff;
  }

  public int i8() {
    return (byte) u8();
  }

  /** The next byte, which stays unread. */
  int peek() {
    if (at == end) {
      fill(1, 1);
    }
    return buffer[at] & 0xff;
  }

  /**
   * Tells of what is read although it is wrong.
   *
   * @param told null for nobody
   */
  public void whenWarned(Consumer<Warning> told) {
    warned = told;
  }

  /** True if somebody is told of what is read although it is wrong. */
  public boolean isWarned() {
    return warned != null;
  }

  /** Compares two parts of a message whose bytes are all there, as unsigned numbers. */
  public int compare(long from, long to, long otherFrom, long otherTo) {
    int zero = (int) -offsetOfBuffer;
    return Arrays.compareUnsigned(
        buffer,
        zero + (int) from,
        zero + (int) to,
        buffer,
        zero + (int) otherFrom,
        zero + (int) otherTo);
  }

  /** Tells of what is read although it is wrong. */
  public void warn(long offset, String sentence) {
    if (warned != null) {
      warned.accept(new Warning(offset, sentence));
    }
  }

  /** How values travel. */
  public WireConfig config() {
    return config;
  }

  /** Reads what only CBOR has; null if the message is none. */
  public CborReader cbor() {
    return cbor;
  }

  public int u16() {
    return (int) integer(IntType.U16);
  }

  public int i16() {
    return (int) integer(IntType.I16);
  }

  /** An unsigned 32-bit number, 0 to 2^32-1. */
  public long u32() {
    return integer(IntType.U32);
  }

  public int i32() {
    return (int) integer(IntType.I32);
  }

  /** An unsigned 64-bit number; use {@link Long#toUnsignedString(long)} to show it. */
  public long u64() {
    // Most numbers are small and take one byte.
    if (variable && at < end && buffer[at] >= 0) {
      return buffer[at++];
    }
    return integer(IntType.U64);
  }

  public long i64() {
    return integer(IntType.I64);
  }

  /** A usize or isize, which count against the limit where other integers do not. */
  public long size(IntType type) {
    claim(type.width());
    return integer(type);
  }

  /** How many elements or bytes follow. */
  public long length() {
    return size(IntType.U64);
  }

  /** An integer of at most 64 bits; signed ones with their sign, u64 as its bits. */
  public long integer(IntType type) {
    if (cbor != null) {
      return cbor.integer(type);
    }
    int width = type.width();
    if (width == 1) {
      return type.signed() ? i8() : u8();
    }
    if (!variable) {
      long value = fixed(width);
      int unused = Long.SIZE - Byte.SIZE * width;
      return type.signed() ? value << unused >> unused : value;
    }
    int found = tag(type);
    long value = found <= SINGLE_BYTE_MAX ? found : fixed(WIDTH_OF_TAG[found - U16_TAG]);
    return type.signed() ? (value >>> 1) ^ -(value & 1) : value;
  }

  /** A u128 or i128. */
  public BigInteger wide(IntType type) {
    if (cbor != null) {
      return cbor.wide(type.signed());
    }
    if (!variable) {
      return fixedWide(type.signed());
    }
    int found = tag(type);
    BigInteger value =
        found <= SINGLE_BYTE_MAX
            ? BigInteger.valueOf(found)
            : found == U128_TAG
                ? fixedWide(false)
                : NumberBytes.unsigned(fixed(WIDTH_OF_TAG[found - U16_TAG]));
    if (!type.signed()) {
      return value;
    }
    BigInteger half = value.shiftRight(1);
    return value.testBit(0) ? half.not() : half;
  }

  private BigInteger fixedWide(boolean signed) {
    return NumberBytes.wide(raw(16), endian, signed);
  }

  public float f32() {
    return cbor == null ? Float.intBitsToFloat((int) fixed(4)) : cbor.f32();
  }

  public double f64() {
    return cbor == null ? Double.longBitsToDouble(fixed(8)) : cbor.f64();
  }

  public boolean bool() {
    if (cbor != null) {
      return cbor.bool();
    }
    int value = u8();
    if (value > 1) {
      throw failure(new InvalidBooleanValue(value), 1);
    }
    return value == 1;
  }

  /** A Unicode scalar value, sent as 1 to 4 bytes of UTF-8. */
  public int character() {
    int lead = u8();
    int width = Utf8.width(lead);
    if (width == 0) {
      throw failure(new InvalidCharEncoding(List.of(lead, 0, 0, 0)), 1);
    }
    claim(width);
    byte[] utf8 = new byte[4];
    utf8[0] = (byte) lead;
    if (width > 1) {
      pieces(utf8, 1, width - 1);
    }
    if (Utf8.error(utf8, width).isPresent()) {
      List<Integer> bytes = new ArrayList<>();
      for (byte each : utf8) {
        bytes.add(each & 0xff);
      }
      throw failure(new InvalidCharEncoding(bytes), width);
    }
    return new String(utf8, 0, width, StandardCharsets.UTF_8).codePointAt(0);
  }

  public String string() {
    if (cbor != null) {
      return cbor.string();
    }
    long length = length();
    claim(length, 1);
    return text(length);
  }

  /** Text of so many bytes. */
  public String text(long length) {
    if (length < 0 || length > end - at) {
      byte[] utf8 = arrivingBytes(length);
      return checked(new String(utf8, StandardCharsets.UTF_8), utf8, 0, utf8.length);
    }
    int from = at;
    at += (int) length;
    return checked(
        new String(buffer, from, (int) length, StandardCharsets.UTF_8), buffer, from, (int) length);
  }

  /** Java puts U+FFFD in the place of what is malformed; only then it is worth a closer look. */
  String checked(String text, byte[] bytes, int from, int length) {
    if (text.indexOf('\ufffd') >= 0) {
      byte[] utf8 = Arrays.copyOfRange(bytes, from, from + length);
      Optional<DecodeError> error = Utf8.error(utf8, length);
      if (error.isPresent()) {
        throw failure(error.get(), length);
      }
    }
    return text;
  }

  /** A length and as many bytes. Memory grows with the bytes that arrive, not with the length. */
  public byte[] bytes() {
    if (cbor != null) {
      return cbor.bytes();
    }
    long length = length();
    claim(length, 1);
    return raw(length);
  }

  /** Bytes without a length. */
  public byte[] raw(long length) {
    int staged = end - at;
    if (length >= 0 && length <= staged) {
      byte[] all = Arrays.copyOfRange(buffer, at, at + (int) length);
      at += (int) length;
      return all;
    }
    return arrivingBytes(length);
  }

  /** True if a limit is configured; without one, claims cost nothing and need not be made. */
  public boolean isLimited() {
    return limit != WireConfig.NO_LIMIT;
  }

  /** Counts bytes against the configured limit. */
  public void claim(long bytes) {
    claim(bytes, 1);
  }

  /**
   * Counts elements of a size in memory against the configured limit.
   *
   * @param count unsigned
   */
  public void claim(long count, long size) {
    if (!isLimited()) {
      return;
    }
    boolean fits = size == 0 || count >= 0 && count <= (limit - claimed) / size;
    if (!fits) {
      throw failure(new LimitExceeded(limit), 0);
    }
    claimed += count * size;
  }

  /** Gives back what was counted too early. */
  public void unclaim(long bytes) {
    claimed -= bytes;
  }

  private byte[] arrivingBytes(long length) {
    if (length >= 0 && length <= TRUSTED_BYTES) {
      byte[] all = new byte[(int) length];
      for (int got = 0; got < all.length; ) {
        int piece = piece(all.length - got);
        System.arraycopy(buffer, at, all, got, piece);
        at += piece;
        got += piece;
      }
      return all;
    }
    long left = length < 0 ? Long.MAX_VALUE : length;
    ByteArrayOutputStream arrived = new ByteArrayOutputStream(TRUSTED_BYTES);
    while (left > 0) {
      int piece = piece(left);
      arrived.write(buffer, at, piece);
      at += piece;
      left -= piece;
    }
    return arrived.toByteArray();
  }

  /** How many of the bytes that are left can be read at once, at least 1. */
  private int piece(long left) {
    if (at == end) {
      fill((int) Math.min(left, TRUSTED_BYTES), left);
    }
    return (int) Math.min(unread(), left);
  }

  /** The first byte of a variable integer: its value, or the tag of what follows. */
  private int tag(IntType type) {
    int tag = u8();
    if (tag > SINGLE_BYTE_MAX) {
      int found = tag == RESERVED_TAG ? 0 : WIDTH_OF_TAG[tag - U16_TAG];
      if (found == 0 || found > type.width()) {
        String name = IntType.bincode(found, type.signed());
        throw failure(new InvalidIntegerType(type.bincode(), name), 1);
      }
    }
    return tag;
  }

  /** A number of a width that is not 1, its bits. */
  long fixed(int width) {
    if (unread() < width) {
      return fixedInPieces(width);
    }
    int from = at;
    at += width;
    return NumberBytes.number(buffer, from, width, endian);
  }

  private long fixedInPieces(int width) {
    if (staging.length == 0) {
      staging = new byte[Long.BYTES];
    }
    pieces(staging, 0, width);
    return NumberBytes.number(staging, 0, width, endian);
  }

  /** Copies bytes; while some are missing, {@link #offset()} is that of the first one. */
  private void pieces(byte[] into, int from, int count) {
    int got = 0;
    while (true) {
      int piece = Math.min(count - got, unread());
      System.arraycopy(buffer, at, into, from + got, piece);
      at += piece;
      got += piece;
      if (got == count) {
        return;
      }
      cut = got;
      offsetOfBuffer -= got;
      try {
        fill(count - got, count - got);
      } finally {
        offsetOfBuffer += got;
        cut = 0;
      }
    }
  }

  private void fill(int wanted, long missing) {
    // What is all there is held already.
    if (offset() > MOST_BYTES && refill != NO_MORE) {
      throw failure(new MessageTooLong(MOST_BYTES), 0);
    }
    if (!refill.refill(this, wanted)) {
      throw failure(new UnexpectedEnd(missing), 0);
    }
  }

  DecodeException failure(DecodeError error, int bytesBack) {
    failed = new DecodeException(error, offset() - bytesBack);
    failedAt = offset();
    return failed;
  }

  /** The last failure, if whoever reads caught it and has read on since. */
  public Optional<DecodeException> swallowed() {
    return Optional.ofNullable(failed).filter(_ -> offset() > failedAt);
  }
}
