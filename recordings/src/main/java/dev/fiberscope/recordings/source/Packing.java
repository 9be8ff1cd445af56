package dev.fiberscope.recordings.source;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/** How the bytes of a recording are packed, by their first bytes: names say nothing. */
enum Packing {
  NONE("", 'F', 'L', 'R', 0),
  GZIP("gzip", 0x1f, 0x8b),
  ZIP("a zip archive", 'P', 'K', 3, 4),
  LZ4("lz4", 4, 0x22, 0x4d, 0x18),
  ZSTD("zstd", 0x28, 0xb5, 0x2f, 0xfd),
  /** No recording, as far as can be seen. */
  OTHER("");

  private static final int MOST = 4;
  private static final int BUFFER = 1 << 16;

  private final String text;
  private final byte[] magic;

  Packing(String text, int... magic) {
    this.text = text;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  /** What it is called. */
  String text() {
    return text;
  }

  static Packing of(byte[] head) {
    for (Packing packing : values()) {
      int length = packing.magic.length;
      if (length > 0
          && head.length >= length
          && Arrays.equals(head, 0, length, packing.magic, 0, length)) {
        return packing;
      }
    }
    return OTHER;
  }

  /** What a stream holds, which stays where it is. */
  static Packing at(PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(MOST);
    in.unread(head);
    return of(head);
  }

  /** A stream whose first bytes can be looked at, and which loses none before one that is bad. */
  static PushbackInputStream open(InputStream in) {
    return new PushbackInputStream(in, MOST);
  }

  /**
   * The bytes that a stream packs.
   *
   * @throws IOException if it does not pack bytes so
   */
  InputStream unpacked(InputStream in) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPInputStream(in, BUFFER);
      case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
      case ZSTD -> new ZstdInputStream(in).setContinuous(false);
      case NONE, ZIP, OTHER -> in;
    };
  }
}
