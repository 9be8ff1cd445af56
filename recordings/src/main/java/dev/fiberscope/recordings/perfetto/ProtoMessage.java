package dev.fiberscope.recordings.perfetto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A message in protobuf's wire format, of the kinds of fields that traces need. */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int TYPE_BITS = 3;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Begins anew, with the same memory. */
  ProtoMessage clear() {
    bytes.reset();
    return this;
  }

  /** A field of type int64, uint64, uint32, bool or an enum. */
  ProtoMessage number(int field, long value) {
    varint(field << TYPE_BITS | VARINT);
    varint(value);
    return this;
  }

  /** A field of type fixed64. */
  ProtoMessage fixed(int field, long value) {
    varint(field << TYPE_BITS | FIXED64);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes.write((int) (value >>> shift));
    }
    return this;
  }

  /** A field of type double. */
  ProtoMessage real(int field, double value) {
    return fixed(field, Double.doubleToRawLongBits(value));
  }

  ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.bytes.toByteArray());
  }

  private ProtoMessage bytes(int field, byte[] value) {
    varint(field << TYPE_BITS | BYTES);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
  }
}
