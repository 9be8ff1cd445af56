package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private static final int MOST_AT_ONCE = 4 << 20;

  private final Path folder;
  private final Set<Path> known;
  private final byte[] block = new byte[BLOCK];
  // Chunks that come next, held open.
  private final Deque<FileChannel> opened = new ArrayDeque<>();
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
   * Gives some of what was written since.
   *
   * @return true if there was something
   */
  boolean read(ByteSink sink) throws IOException {
    if (chunk.isEmpty() && !next()) {
      return false;
    }
    FileChannel file = chunk.orElseThrow();
    Optional<ByteBuffer> header = header(file);
    if (header.isEmpty()) {
      return false;
    }
    long size = header.get().getLong(SIZE);
    boolean any = at < size;
    // Whoever is far behind is told a part at a time.
    for (long to = Math.min(size, at + MOST_AT_ONCE); at < to; ) {
      int count = file.read(ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, to - at)), at);
      if (count <= 0) {
        return any;
      }
      sink.append(block, 0, count);
      at += count;
    }
    if (header.get().get(STATE) == 0 && at >= size) {
      chunk.get().close();
      chunk = Optional.empty();
      // The next one may be there already.
      any |= !opened.isEmpty() || next();
    }
    return any;
  }

  /** Opens all chunks that are there: the JVM removes them when their recording is closed. */
  void openAll() throws IOException {
    for (Path file : unread()) {
      open(file).ifPresent(opened::add);
    }
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

  /** Goes on with the oldest chunk that was not read yet; false if there is none. */
  private boolean next() throws IOException {
    chunk = Optional.ofNullable(opened.poll());
    for (Path file : chunk.isPresent() ? List.<Path>of() : unread()) {
      chunk = open(file);
      if (chunk.isPresent()) {
        break;
      }
    }
    at = 0;
    return chunk.isPresent();
  }

  /** Chunks that nobody has opened, the oldest first. */
  private List<Path> unread() throws IOException {
    Map<Path, Long> begins = new HashMap<>();
    for (Path file : chunks(folder)) {
      if (!known.contains(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          header(channel).ifPresent(header -> begins.put(file, header.getLong(START_NANOS)));
        } catch (NoSuchFileException removed) {
          // It was too old for the JVM to keep.
        }
      }
    }
    return begins.keySet().stream().sorted(Comparator.comparing(begins::get)).toList();
  }

  private Optional<FileChannel> open(Path file) throws IOException {
    known.add(file);
    try {
      return Optional.of(FileChannel.open(file, StandardOpenOption.READ));
    } catch (NoSuchFileException removed) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    chunk.ifPresent(opened::addFirst);
    chunk = Optional.empty();
    for (FileChannel each : opened) {
      each.close();
    }
    opened.clear();
  }
}
