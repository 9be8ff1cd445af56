package dev.fiberscope.recordings.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;

/**
 * Where the columns of one session lie: outside of the heap, first in memory, then in a temporary
 * file that the operating system pages in and out. So a session may be larger than the heap and
 * than the machine's memory. What nobody can reach any more is given back.
 */
public final class Storage {
  private static final long ALIGNMENT = Long.BYTES;

  /** Bytes that the temporary file grows by. */
  private static final int REGION = 1 << 26;

  private static final int ZEROS = 1 << 20;

  private final long inMemory;
  private final Cancellation cancellation = new Cancellation();
  private long used;
  private FileChannel file;
  private MemorySegment region = MemorySegment.NULL;
  private long regionUsed;

  private Storage(long inMemory) {
    this.inMemory = inMemory;
  }

  /** Of the work that this was made for, by whichever thread it is done. */
  public Cancellation cancellation() {
    return cancellation.forHelper();
  }

  /** As large in memory as the machine and the JVM grant. */
  public static Storage ofSession() {
    return ofSession(defaultInMemory());
  }

  /**
   * @param inMemory bytes before the temporary file is used
   */
  public static Storage ofSession(long inMemory) {
    return new Storage(inMemory);
  }

  /**
   * A third of the memory that the machine has free now: there may be two of these. The JVM grants
   * no more than the heap's most, unless {@code -XX:MaxDirectMemorySize} says otherwise.
   */
  private static long defaultInMemory() {
    long granted = Runtime.getRuntime().maxMemory() / 5 * 2;
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        ? Math.min(granted, machine.getFreeMemorySize() / 3)
        : granted;
  }

  /** Tells that so many bytes are no longer needed. */
  synchronized void released(long bytes) {
    used -= bytes;
  }

  /** Bytes that were asked for so far, without those that are no longer needed. */
  public synchronized long used() {
    return used;
  }

  /**
   * Zeroed bytes for as long as somebody can reach them.
   *
   * @throws UncheckedIOException if the temporary folder is full
   */
  synchronized MemorySegment allocate(long bytes) {
    used += bytes;
    if (used <= inMemory) {
      try {
        return Arena.ofAuto().allocate(bytes, ALIGNMENT);
      } catch (OutOfMemoryError granted) {
        // Other sessions have taken what the JVM grants.
        return inFile(bytes);
      }
    }
    return inFile(bytes);
  }

  private MemorySegment inFile(long bytes) {
    try {
      if (regionUsed + bytes > region.byteSize()) {
        region = newRegion(Math.max(REGION, bytes));
        regionUsed = 0;
      }
    } catch (ClosedByInterruptException cancelled) {
      throw new CancellationException();
    } catch (IOException full) {
      throw new UncheckedIOException(
          "The session needs more room than the folder for temporary files has ("
              + System.getProperty("java.io.tmpdir")
              + "; another one can be given as -Djava.io.tmpdir): "
              + full.getMessage(),
          full);
    }
    MemorySegment slice = region.asSlice(regionUsed, bytes, ALIGNMENT);
    regionUsed += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return slice;
  }

  private MemorySegment newRegion(long bytes) throws IOException {
    if (file == null) {
      file = open();
    }
    long from = file.size();
    // Written, not just mapped: a full disk is an exception here and would end the JVM later.
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
    for (long at = from; at < from + bytes; at += zeros.limit()) {
      zeros.clear().limit((int) Math.min(ZEROS, from + bytes - at));
      file.write(zeros, at);
    }
    return file.map(MapMode.READ_WRITE, from, bytes, Arena.ofAuto());
  }

  private static FileChannel open() throws IOException {
    Path path = Files.createTempFile("fiberscope", ".columns");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      // Where the system allows it the name goes at once, and the bytes with their last user.
      Files.delete(path);
    } catch (IOException inUse) {
      path.toFile().deleteOnExit();
    }
    return channel;
  }
}
