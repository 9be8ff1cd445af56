package dev.fiberscope.recordings.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What reading a recording could not use: nothing is dropped without being counted here. */
public final class ImportStatistics {
  /** How much a counter should worry people. */
  public enum Severity {
    /** Normal. */
    NOTE,
    /** Something is missing from the picture. */
    WARNING
  }

  /** One way in which a recording can be more or less than expected. */
  public enum Counter {
    UNKNOWN_EVENTS(Severity.NOTE, "events of types that Fiberscope does not use; they do no harm"),
    UNMATCHED_SLICES(
        Severity.NOTE,
        "mount slices whose fiber could not be told; they are drawn as unknown fiber"),
    WITHDRAWN_SLICES(
        Severity.WARNING,
        "mount slices that would have put one fiber on two carriers at once; their fiber is"
            + " unknown"),
    UNPAIRED_EVENTS(
        Severity.WARNING, "decodes or suspensions whose beginning is not in the recording"),
    DATA_LOSS(
        Severity.WARNING,
        "times the JVM lost events because its buffers were full; record less or enlarge"
            + " -XX:FlightRecorderOptions:memorysize"),
    CUT_SHORT(
        Severity.WARNING,
        "place where the file ends in the middle or is damaged; what stands before it is shown");

    private final Severity severity;
    private final String help;

    Counter(Severity severity, String help) {
      this.severity = severity;
      this.help = help;
    }

    public Severity severity() {
      return severity;
    }

    /** What was counted and what it means. */
    public String help() {
      return help;
    }
  }

  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);
  private final Map<String, Long> unknownTypes = new TreeMap<>();

  public void count(Counter counter, long times) {
    if (times > 0) {
      counts.merge(counter, times, Long::sum);
    }
  }

  public void unknownEvent(String type) {
    count(Counter.UNKNOWN_EVENTS, 1);
    unknownTypes.merge(type, 1L, Long::sum);
  }

  public long count(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }

  /** Counts of event types that are not used, by name. */
  public Map<String, Long> unknownTypes() {
    return Map.copyOf(unknownTypes);
  }
}
