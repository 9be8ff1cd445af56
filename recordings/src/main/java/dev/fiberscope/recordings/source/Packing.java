package dev.fiberscope.recordings.source;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/** How the bytes of a recording are packed, by their first bytes: names say nothing. */
enum Packing {
  NONE("", 0, 'F', 'L', 'R', 0),
  GZIP("gzip", 0, 0x1f, 0x8b),
  ZIP("a zip archive", 0, 'P', 'K', 3, 4),
  LZ4("lz4", 0, 4, 0x22, 0x4d, 0x18),
  ZSTD("zstd", 0, 0x28, 0xb5, 0x2f, 0xfd),
  TAR("a tar archive", 257, 'u', 's', 't', 'a', 'r'),
  /** No recording, as far as can be seen. */
  OTHER("", 0);

  /** Bytes that tell. */
  static final int HEAD = 262;

  private static final int BUFFER = 1 << 16;

  private final String text;
  private final int offset;
  private final byte[] magic;

  Packing(String text, int offset, int... magic) {
    this.text = text;
    this.offset = offset;
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
      int end = packing.offset + length;
      if (length > 0
          && head.length >= end
          && Arrays.equals(head, packing.offset, end, packing.magic, 0, length)) {
        return packing;
      }
    }
    return OTHER;
  }

  /** What a stream holds, which stays where it is. */
  static Packing at(PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD);
    in.unread(head);
    return of(head);
  }

  /** A stream whose first bytes can be looked at, and which loses none before one that is bad. */
  static PushbackInputStream open(InputStream in) {
    return new PushbackInputStream(in, HEAD);
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
      case NONE, ZIP, TAR, OTHER -> in;
    };
  }

  /** The files that a stream packs, if this packs files. */
  Optional<ArchiveInputStream<?>> archive(InputStream in) {
    return switch (this) {
      case ZIP -> Optional.of(new ZipArchiveInputStream(in, null, true, true));
      case TAR -> Optional.of(new TarArchiveInputStream(in));
      case NONE, GZIP, LZ4, ZSTD, OTHER -> Optional.empty();
    };
  }
}
