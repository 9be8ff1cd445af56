package dev.fiberscope.recordings.store;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
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
    UNKNOWN_EVENTS(
        Severity.NOTE,
        "event of a type",
        "events of types",
        "that Fiberscope does not use; that does no harm"),
    UNMATCHED_SLICES(
        Severity.NOTE,
        "stretch of running",
        "stretches of running",
        "of which it is not known whose it was; drawn on the carrier as unknown fiber"),
    WITHDRAWN_SLICES(
        Severity.WARNING,
        "stretch of running",
        "stretches of running",
        "that would have put one fiber on two carriers at once, so whose it was is not known"),
    UNPAIRED_EVENTS(
        Severity.WARNING,
        "decode or suspension",
        "decodes or suspensions",
        "whose beginning is not in the recording"),
    NO_FIBERS(
        Severity.WARNING,
        "recording",
        "recordings",
        "without any virtual thread: JVMs have them from 21 on; this one used none, or the recording's settings left them out"),
    FIBERS_WITHOUT_SLICES(
        Severity.WARNING,
        "fiber",
        "fibers",
        "of which single events tell only: between those it is not known what they did"),
    FIBERS_WITHOUT_WAKES(
        Severity.WARNING,
        "fiber",
        "fibers",
        "of which it is not known when they were woken, so that waiting for a carrier looks like being parked"),
    LATE_SPANS(
        Severity.NOTE,
        "span",
        "spans",
        "told of after that time had been drawn otherwise; left out"),
    NEVER_RAN(
        Severity.WARNING,
        "fiber",
        "fibers",
        "that had been started and got no carrier until the end; nothing else is known of that"),
    FIBERS_WITHOUT_START(
        Severity.NOTE,
        "fiber",
        "fibers",
        "that began before the recording did, or whose start was not recorded"),
    FIBERS_WITHOUT_END(
        Severity.NOTE,
        "fiber",
        "fibers",
        "that had not ended when the recording did, as far as it says"),
    DATA_LOSS(
        Severity.WARNING,
        "time",
        "times",
        "the JVM lost events because its buffers were full; record less, or enlarge -XX:FlightRecorderOptions:memorysize"),
    CUT_SHORT(
        Severity.WARNING,
        "place",
        "places",
        "where the file ends in the middle or is damaged; what stands before it is shown"),
    SEVERAL_JVMS(
        Severity.NOTE,
        "more JVM",
        "more JVMs",
        "in the same recording; their threads are told apart, ids may repeat"),
    CHUNK_GAPS(
        Severity.WARNING,
        "place",
        "places",
        "where a part of the recording is missing between others; nothing is known of that time"),
    REPEATED_CHUNKS(
        Severity.NOTE,
        "part of the recording",
        "parts of the recording",
        "that is there twice and was read once"),
    CLOCK_JUMPS(
        Severity.NOTE,
        "time",
        "times",
        "that the machine's time of day was set anew while recording; times go on evenly from the first"),
    UNFINISHED_CHUNKS(
        Severity.WARNING,
        "part of the recording",
        "parts of the recording",
        "that the JVM was still writing or was killed in; read up to the last flush, a second before or less"),
    CUT_CHUNKS(
        Severity.WARNING,
        "part of the recording",
        "parts of the recording",
        "shorter or longer than it says; what is there is read"),
    CHUNKS_WITHOUT_TYPES(
        Severity.WARNING,
        "part of the recording",
        "parts of the recording",
        "whose description of event types is lost, or of a format that is not known; nothing of it is read"),
    BORROWED_TYPES(
        Severity.WARNING,
        "part of the recording",
        "parts of the recording",
        "without types or constants of its own, read with those of the part before; names may be wrong"),
    DAMAGED_POOLS(
        Severity.WARNING,
        "part of the recording",
        "parts of the recording",
        "in which names of threads or methods are damaged; some are missing"),
    DAMAGED_EVENTS(Severity.WARNING, "event", "events", "damaged and left out"),
    SKIPPED_BYTES(
        Severity.WARNING,
        "byte",
        "bytes",
        "behind damage, up to where reading could go on, left out"),
    NEWER_FORMAT(
        Severity.NOTE,
        "recording",
        "recordings",
        "of a newer format than Fiberscope knows, read by the JDK's own, slower reader");

    private final Severity severity;
    private final String one;
    private final String many;
    private final String means;

    Counter(Severity severity, String one, String many, String means) {
      this.severity = severity;
      this.one = one;
      this.many = many;
      this.means = means;
    }

    public Severity severity() {
      return severity;
    }

    /** So many of what, and what it means: {@code fibers that began before …}. */
    public String help(long count) {
      return (count == 1 ? one : many) + " " + means;
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

  /** What was counted, the worst first. */
  public List<Counter> counted() {
    return counts.keySet().stream()
        .sorted(Comparator.comparing(Counter::severity).reversed())
        .toList();
  }

  /** Counts of event types that are not used, by name. */
  public Map<String, Long> unknownTypes() {
    return Map.copyOf(unknownTypes);
  }
}
