package dev.fiberscope.engine.input;

/**
 * Where the bytes of messages come from, one message after the other. One decode reads at a time;
 * bytes it staged but did not need are given back and belong to the next message.
 */
public interface Input {
  /** Unique within this JVM. */
  long id();

  /** Bytes read and not given back: where the next message starts. */
  long position();

  /**
   * Copies bytes that have arrived. Never waits.
   *
   * @return bytes copied, 0 if none has arrived yet, -1 if the input has ended
   */
  int poll(byte[] into, int from);

  /** Parks the caller until {@link #poll} would give bytes or the end. */
  void await() throws InterruptedException;

  /** Puts bytes back in front: the next {@link #poll} gives them first. */
  void giveBack(byte[] bytes);
}
