package dev.fiberscope.engine.input;

import dev.fiberscope.engine.fiber.Fiber;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Bytes from a channel, a stream or a file. While the decode is suspended, a virtual thread of its
 * own makes the one blocking read that the decode waits for, so that no carrier of ours ever
 * blocks; a decode that is cancelled leaves that read where it is, and what it brings stays with
 * the input.
 */
public final class ChannelInput extends ChunkedInput implements Closeable {
  private static final int READ_BYTES = 8 * 1024;

  private final ReadableByteChannel channel;
  // Guarded by this: reads must not overtake each other.
  private boolean reading;

  private ChannelInput(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /** Reads a blocking channel, such as a socket's. */
  public static ChannelInput of(ReadableByteChannel channel) {
    return new ChannelInput(channel);
  }

  /** Reads a stream. */
  public static ChannelInput of(InputStream stream) {
    return new ChannelInput(Channels.newChannel(stream));
  }

  /** Reads a file from its beginning. */
  public static ChannelInput ofFile(Path file) throws IOException {
    return new ChannelInput(FileChannel.open(file));
  }

  @Override
  public void await(Fiber reader) {
    if (register(reader)) {
      startReading();
      suspend(reader);
    }
  }

  @Override
  public boolean arrange(Fiber reader) {
    if (register(reader)) {
      startReading();
    } else {
      reader.resume();
    }
    return true;
  }

  private synchronized void startReading() {
    if (!reading) {
      reading = true;
      Thread.ofVirtual().name("read-of-input-" + id()).start(this::read);
    }
  }

  private void read() {
    do {
      readOnce();
    } while (isWanted());
  }

  /** True if the fiber that was woken waits again already, so that its bytes come in order. */
  private synchronized boolean isWanted() {
    reading = hasWaiter();
    return reading;
  }

  private void readOnce() {
    ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    try {
      int got = channel.read(buffer);
      if (got < 0) {
        finish();
      } else if (got == 0) {
        throw new IOException("its channel does not block");
      } else if (got == buffer.position()) {
        arrive(Arrays.copyOf(buffer.array(), got));
      } else {
        throw new IOException("it says it read " + got + " bytes and gave " + buffer.position());
      }
    } catch (IOException failed) {
      breakOff(failed);
    } catch (RuntimeException | Error broken) {
      breakOff(new IOException(broken.toString(), broken));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
