package dev.fiberscope.recordings.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a JVM is asked to record, so that a session can show scheduling: fibers' starts and ends,
 * pins, and the JDK's own mounts and yields by method trace (JDK 25 and later).
 */
public final class FlightSettings {
  /**
   * The traced methods. {@code setState} must be among them: on JDK 25 and 26 (JDK-8391824) the
   * first Java-level event a carrier writes after a fiber wrote one is dropped, and setState's is
   * the cheapest to lose.
   */
  private static final List<String> TRACED_METHODS =
      List.of("runContinuation", "setState", "mount", "yieldContinuation", "unpark", "run");

  private final Map<String, Map<String, String>> events;

  private FlightSettings(Map<String, Map<String, String>> events) {
    this.events = events;
  }

  /** Scheduling without stack traces. */
  public static FlightSettings standard() {
    Map<String, Map<String, String>> events = new LinkedHashMap<>();
    events.put(
        "jdk.MethodTrace",
        Map.of(
            "filter",
            TRACED_METHODS.stream()
                .map(method -> "java.lang.VirtualThread::" + method)
                .collect(Collectors.joining(";")),
            "threshold",
            "0 ns",
            "stackTrace",
            "false"));
    events.put("jdk.VirtualThreadStart", Map.of("stackTrace", "false"));
    events.put("jdk.VirtualThreadEnd", Map.of("stackTrace", "false"));
    events.put("jdk.VirtualThreadPinned", Map.of("threshold", "0 ns", "stackTrace", "true"));
    events.put("jdk.DataLoss", Map.of());
    events.put("jdk.JVMInformation", Map.of("period", "beginChunk"));
    return new FlightSettings(events);
  }

  /** The settings as a {@code .jfc} file, for {@code -XX:StartFlightRecording:settings=}. */
  public String toJfc() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<configuration version=\"2.0\" label=\"Fiberscope\">\n");
    events.forEach(
        (event, settings) -> {
          xml.append("  <event name=\"").append(event).append("\">\n");
          setting(xml, "enabled", "true");
          settings.forEach((name, value) -> setting(xml, name, value));
          xml.append("  </event>\n");
        });
    return xml.append("</configuration>\n").toString();
  }

  private static void setting(StringBuilder xml, String name, String value) {
    xml.append("    <setting name=\"").append(name).append("\">");
    xml.append(value).append("</setting>\n");
  }
}
