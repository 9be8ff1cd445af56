package dev.fiberscope.recordings.live;

import java.io.IOException;

/** Takes bytes of a recording as they come. */
@FunctionalInterface
public interface ByteSink {
  /** Takes some of an array, which is used again afterwards. */
  void append(byte[] bytes, int from, int count) throws IOException;
}
