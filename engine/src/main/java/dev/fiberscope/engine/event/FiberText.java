package dev.fiberscope.engine.event;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Text for events that fibers commit. JFR keeps strings of more than 16 characters that it has seen
 * before in a pool behind a monitor. On JDK 25.0.3 a recording was seen in which several fibers had
 * left their carrier within that, half an event written, and everything behind it was unreadable. A
 * text that never comes twice is not pooled, so text that fibers commit ends with NUL and a number.
 */
public final class FiberText {
  private static final int NEVER_POOLED = 16;
  private static final AtomicLong NUMBERS = new AtomicLong();

  private FiberText() {}

  /** The text as a fiber may commit it: followed by NUL and a number if it could be pooled. */
  public static String of(String text) {
    return text.length() <= NEVER_POOLED || !Thread.currentThread().isVirtual()
        ? text
        : text + '\0' + NUMBERS.incrementAndGet();
  }
}
