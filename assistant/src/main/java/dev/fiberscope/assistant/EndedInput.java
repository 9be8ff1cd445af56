package dev.fiberscope.assistant;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** Tells when there is nothing more to read: whoever asked is gone. */
final class EndedInput extends FilterInputStream {
  private final CountDownLatch ended = new CountDownLatch(1);

  EndedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    return told(super.read());
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    return told(super.read(into, from, most));
  }

  private int told(int read) {
    if (read < 0) {
      ended.countDown();
    }
    return read;
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }
}
