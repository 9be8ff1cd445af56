package dev.fiberscope.recordings.analysis;

import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;

/**
 * From where on a rule speaks. It can be set.
 *
 * @param id the rule's id, a dot and a word
 * @param value unless set
 * @param help what is compared with it, as a noun
 */
public record Limit(String id, long value, Unit unit, String help) {
  /** What a limit counts. */
  public enum Unit {
    NANOS,
    COUNT,
    BYTES,
    PERCENT
  }

  public static Limit nanos(String id, long millis, String help) {
    return new Limit(id, millis * 1_000_000, Unit.NANOS, help);
  }

  public static Limit count(String id, long count, String help) {
    return new Limit(id, count, Unit.COUNT, help);
  }

  public static Limit bytes(String id, long bytes, String help) {
    return new Limit(id, bytes, Unit.BYTES, help);
  }

  public static Limit percent(String id, long percent, String help) {
    return new Limit(id, percent, Unit.PERCENT, help);
  }

  /** A value of it with its unit. */
  public String text(long of) {
    return switch (unit) {
      case NANOS -> Times.duration(of);
      case COUNT -> Numbers.count(of);
      case BYTES -> Numbers.bytes(of);
      case PERCENT -> of + " %";
    };
  }
}
