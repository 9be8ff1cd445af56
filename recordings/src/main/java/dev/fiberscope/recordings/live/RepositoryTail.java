package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the chunks in the folder that a JVM records into. Of a chunk that is being written only
 * what its header tells of is read: behind that the JVM may still go back to fill in sizes.
 */
final class RepositoryTail implements AutoCloseable {
  private static final int HEADER = 68;
  private static final int MAGIC = 0x464c5200;
  private static final int SIZE = 8;
  private static final int START_NANOS = 32;
  private static final int STATE = 64;

  /** The JVM is writing the header just now. */
  private static final byte UPDATING = (byte) 255;

  private static final int BLOCK = 1 << 20;

  private final Path folder;
  private final Set<Path> known;
  private final byte[] block = new byte[BLOCK];
  private Optional<FileChannel> chunk = Optional.empty();
  private long at;

  /**
   * @param known chunks that are not followed
   */
  RepositoryTail(Path folder, Set<Path> known) {
    this.folder = folder;
    this.known = new HashSet<>(known);
  }

  /** The chunks in a folder; none if it is not there. */
  static Set<Path> chunks(Path folder) throws IOException {
    Set<Path> chunks = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jfr")) {
      files.forEach(chunks::add);
    } catch (NoSuchFileException gone) {
      // The JVM removes it when it ends.
    }
    return chunks;
  }

  /**
   * Gives what was written since.
   *
   * @return true if there was something
   */
  boolean read(ByteSink sink) throws IOException {
    boolean any = false;
    while (chunk.isPresent() || next()) {
      FileChannel file = chunk.orElseThrow();
      Optional<ByteBuffer> header = header(file);
      if (header.isEmpty()) {
        return any;
      }
      long size = header.get().getLong(SIZE);
      any |= at < size;
      while (at < size) {
        int count = file.read(ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, size - at)), at);
        if (count <= 0) {
          return any;
        }
        sink.append(block, 0, count);
        at += count;
      }
      if (header.get().get(STATE) != 0) {
        return any;
      }
      close();
    }
    return any;
  }

  private static Optional<ByteBuffer> header(FileChannel file) throws IOException {
    ByteBuffer once = ByteBuffer.allocate(HEADER);
    ByteBuffer again = ByteBuffer.allocate(HEADER);
    while (once.hasRemaining() && file.read(once, once.position()) > 0) {
      // Until it is whole.
    }
    while (again.hasRemaining() && file.read(again, again.position()) > 0) {
      // Until it is whole.
    }
    boolean whole =
        !once.hasRemaining()
            && once.get(STATE) != UPDATING
            && once.flip().equals(again.flip())
            && once.getInt(0) == MAGIC;
    return whole ? Optional.of(once) : Optional.empty();
  }

  /** Opens the oldest chunk that was not read yet; false if there is none. */
  private boolean next() throws IOException {
    Path oldest = null;
    long began = Long.MAX_VALUE;
    for (Path file : chunks(folder)) {
      if (!known.contains(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          Optional<ByteBuffer> header = header(channel);
          if (header.isPresent() && header.get().getLong(START_NANOS) < began) {
            began = header.get().getLong(START_NANOS);
            oldest = file;
          }
        } catch (NoSuchFileException removed) {
          // It was too old for the JVM to keep.
        }
      }
    }
    if (oldest == null) {
      return false;
    }
    known.add(oldest);
    at = 0;
    chunk = Optional.of(FileChannel.open(oldest, StandardOpenOption.READ));
    return true;
  }

  @Override
  public void close() throws IOException {
    if (chunk.isPresent()) {
      chunk.get().close();
      chunk = Optional.empty();
    }
  }
}
