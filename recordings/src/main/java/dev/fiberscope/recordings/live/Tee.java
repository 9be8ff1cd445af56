package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.chunk.ChunkHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file that what is received goes to as it comes. At every flush of the JVM the header of the
 * chunk is written anew, so that the file is a whole recording up to there, whatever happens next.
 * Where the disk is full it stays what it was.
 */
final class Tee implements AutoCloseable {
  /** Of the disk, so much is left to others. */
  private static final long LEFT_BYTES = 64L << 20;

  /** How many bytes may be written before the disk is asked again. */
  private static final long ASK_BYTES = 8L << 20;

  /** Where a chunk's header says how long the chunk is. */
  static final int SIZE = 8;

  /** Where a chunk's header says whether it is finished, which 0 means. */
  static final int STATE = 64;

  private final Path file;
  private final FileChannel out;
  private long written;
  private long whole;
  private long asked = -ASK_BYTES;
  private Optional<String> problem = Optional.empty();

  private Tee(Path file, FileChannel out) {
    this.file = file;
    this.out = out;
  }

  /** Into a new file; the folder is made where there is none. */
  static Tee to(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new Tee(
        file,
        FileChannel.open(
            file,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING));
  }

  Path file() {
    return file;
  }

  long written() {
    return written;
  }

  /** Why not all is saved, in a sentence; empty if all is. */
  Optional<String> problem() {
    return problem;
  }

  void append(byte[] bytes, int from, int count) {
    if (problem.isPresent()) {
      return;
    }
    try {
      if (written - asked >= ASK_BYTES) {
        asked = written;
        if (Files.getFileStore(file).getUsableSpace() < LEFT_BYTES) {
          throw new IOException("less than 64 MiB are free on its disk");
        }
      }
      write(ByteBuffer.wrap(bytes, from, count), written);
      written += count;
    } catch (IOException full) {
      fail(full);
    }
  }

  /** Makes the file a whole recording up to a flush. */
  void flushed(long chunkAt, byte[] header) {
    ByteBuffer finished = ByteBuffer.wrap(header);
    long end = chunkAt + finished.getLong(SIZE);
    if (problem.isPresent() || end > written) {
      return;
    }
    header[STATE] = 0;
    try {
      write(finished, chunkAt);
      whole = end;
    } catch (IOException full) {
      fail(full);
    }
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    for (long to = at; bytes.hasRemaining(); ) {
      to += out.write(bytes, to);
    }
  }

  private void fail(IOException reason) {
    problem =
        Optional.of(
            file
                + " cannot be written any more: "
                + reason.getMessage()
                + ". It keeps what was received before; the window goes on without saving.");
  }

  /** Tells that all bytes that were written make whole chunks. */
  void complete() {
    whole = written;
  }

  /** What is behind the last flush nobody could read. */
  @Override
  public void close() throws IOException {
    if (whole >= ChunkHeader.BYTES && whole < out.size()) {
      out.truncate(whole);
    }
    out.close();
  }
}
