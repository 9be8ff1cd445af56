package dev.fiberscope.engine.event;

import dev.fiberscope.engine.event.EngineEvents.Format;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.FlightRecorder;

/**
 * What decodes read, known by number. JFR asks for all of them at the beginning and end of each
 * chunk, from a thread of its own, so that every recording has them however late it was started. A
 * new one is told at once, from a platform thread, for those who watch.
 */
public final class Formats {
  /**
   * Types and how they travel.
   *
   * @param type the root type's Rust name
   * @param schema the types as Rust text
   * @param config the wire configuration as a Rust expression
   */
  public record Description(String type, String schema, String config) {}

  private static final AtomicLong IDS = new AtomicLong();
  private static final Map<Description, Long> KNOWN = new ConcurrentHashMap<>();

  static {
    FlightRecorder.addPeriodicEvent(Format.class, Formats::commitAll);
  }

  private Formats() {}

  /**
   * Registers with JFR, which takes some milliseconds. Whoever is first to ask for a number would
   * do so, and a fiber would keep its carrier meanwhile, as all others that ask would.
   */
  public static void prepare() {
    // Initialized by now.
  }

  /** The number of a format, the same for equal ones. */
  public static long idOf(Description description) {
    return KNOWN.computeIfAbsent(
        description,
        _ -> {
          long id = IDS.incrementAndGet();
          // A fiber must not commit long texts (FiberText).
          Thread.ofPlatform().daemon().start(() -> commit(description, id));
          return id;
        });
  }

  private static void commitAll() {
    KNOWN.forEach(Formats::commit);
  }

  private static void commit(Description description, long id) {
    Format event = new Format();
    event.format = id;
    event.type = description.type();
    event.schema = description.schema();
    event.config = description.config();
    event.commit();
  }
}
