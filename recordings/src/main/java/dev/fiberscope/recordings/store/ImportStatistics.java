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
    NO_FIBERS(
        Severity.WARNING,
        "recording without any virtual thread; JVMs have them from 21 on, and record all of them"
            + " with the settings of: fiberscope settings --level standard"),
    FIBERS_WITHOUT_SLICES(
        Severity.WARNING,
        "fibers of which only single events are known, because mounts and unmounts were not"
            + " recorded; JVMs from 25 on record them with the settings of: fiberscope settings"
            + " --level standard"),
    FIBERS_WITHOUT_WAKES(
        Severity.WARNING,
        "fibers of which it is not known when they were woken, so that waiting for a carrier looks"
            + " like being parked; record with the settings of: fiberscope settings --level"
            + " standard"),
    LATE_SPANS(
        Severity.NOTE,
        "spans that were told of after their time was settled, and had been drawn otherwise; they"
            + " are left out"),
    NEVER_RAN(
        Severity.WARNING,
        "fibers that had been started and got no carrier until the end; nothing else is known of"
            + " them"),
    FIBERS_WITHOUT_START(
        Severity.NOTE,
        "fibers that began before the recording did, or whose start was not recorded"),
    FIBERS_WITHOUT_END(
        Severity.NOTE, "fibers that had not ended when the recording did, as far as it says"),
    DATA_LOSS(
        Severity.WARNING,
        "times the JVM lost events because its buffers were full; record less or enlarge"
            + " -XX:FlightRecorderOptions:memorysize"),
    CUT_SHORT(
        Severity.WARNING,
        "place where the file ends in the middle or is damaged; what stands before it is shown"),
    SEVERAL_JVMS(
        Severity.NOTE,
        "more JVMs whose chunks are in the same file; their threads are told apart, ids may"
            + " repeat"),
    CHUNK_GAPS(
        Severity.WARNING,
        "places where chunks of a JVM are missing between others; nothing is known of that time"),
    REPEATED_CHUNKS(Severity.NOTE, "chunks that are in the file twice and were read once"),
    CLOCK_JUMPS(
        Severity.NOTE,
        "times that the machine's time of day was set anew while recording; times go on evenly"
            + " from the first"),
    UNFINISHED_CHUNKS(
        Severity.WARNING,
        "chunks that the JVM was still writing or was killed in; they are read up to their last"
            + " flush, a second before or less"),
    CUT_CHUNKS(
        Severity.WARNING, "chunks that are shorter or longer than they say; what is there is read"),
    CHUNKS_WITHOUT_TYPES(
        Severity.WARNING,
        "chunks whose description of event types is lost or of a format that is not known; nothing"
            + " of them is read"),
    BORROWED_TYPES(
        Severity.WARNING,
        "chunks without types or constants of their own, read with those of the chunk before; names"
            + " may be wrong"),
    DAMAGED_POOLS(
        Severity.WARNING,
        "chunks in which names of threads or methods are damaged; some are missing"),
    DAMAGED_EVENTS(Severity.WARNING, "events that are damaged and were left out"),
    SKIPPED_BYTES(
        Severity.WARNING,
        "bytes behind damage, up to where reading could go on, that were left out"),
    NEWER_FORMAT(
        Severity.NOTE,
        "recording of a newer format than Fiberscope knows, read by the JDK's own, slower reader");

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

  /** The counts of now, which may be added to apart from these. */
  public ImportStatistics copy() {
    ImportStatistics copy = new ImportStatistics();
    copy.counts.putAll(counts);
    copy.unknownTypes.putAll(unknownTypes);
    return copy;
  }

  public void count(Counter counter, long times) {
    if (times > 0) {
      counts.merge(counter, times, Long::sum);
    }
  }

  public void unknownEvents(String type, long times) {
    count(Counter.UNKNOWN_EVENTS, times);
    unknownTypes.merge(type, times, Long::sum);
  }

  public long count(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }

  /** Counts of event types that are not used, by name. */
  public Map<String, Long> unknownTypes() {
    return Map.copyOf(unknownTypes);
  }
}
