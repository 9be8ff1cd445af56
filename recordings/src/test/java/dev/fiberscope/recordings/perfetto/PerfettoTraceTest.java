package dev.fiberscope.recordings.perfetto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A trace is read back by Perfetto's published schema. */
class PerfettoTraceTest {
  /** Of the schema: numbers of fields, and how they travel ({@code v}, {@code f}, {@code s}). */
  private static final Map<String, Map<Integer, String>> SCHEMA =
      Map.of(
          "Trace", Map.of(1, "packet:TracePacket"),
          "TracePacket",
              Map.of(
                  8, "timestamp:v",
                  10, "trusted_packet_sequence_id:v",
                  11, "track_event:TrackEvent",
                  60, "track_descriptor:TrackDescriptor"),
          "TrackDescriptor",
              Map.of(
                  1, "uuid:v",
                  2, "name:s",
                  3, "process:ProcessDescriptor",
                  5, "parent_uuid:v",
                  8, "counter:CounterDescriptor"),
          "ProcessDescriptor", Map.of(1, "pid:v", 6, "process_name:s"),
          "CounterDescriptor", Map.of(3, "unit:v"),
          "TrackEvent",
              Map.of(
                  4, "debug_annotations:DebugAnnotation",
                  9, "type:v",
                  11, "track_uuid:v",
                  22, "categories:s",
                  23, "name:s",
                  44, "double_counter_value:f",
                  47, "flow_ids:f",
                  48, "terminating_flow_ids:f"),
          "DebugAnnotation", Map.of(10, "name:s", 6, "string_value:s"));

  private static Session session;
  private static List<Map<String, Object>> packets;

  @BeforeAll
  @SuppressWarnings("unchecked")
  static void writeAndRead() throws Exception {
    session = Ingest.open(Path.of("samples/orders.jfr"), (_, _) -> {});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PerfettoTrace.write(session, out);
    ByteBuffer in = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    packets = (List<Map<String, Object>>) (List<?>) message("Trace", in).get("packet");
  }

  /** All values of a message, by the names of its fields; an unknown field fails. */
  private static Map<String, List<Object>> message(String type, ByteBuffer in) {
    Map<String, List<Object>> values = new HashMap<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      String field = SCHEMA.get(type).get((int) (tag >>> 3));
      assertThat(field).as(type + " has no field " + (tag >>> 3)).isNotNull();
      String name = field.substring(0, field.indexOf(':'));
      String kind = field.substring(field.indexOf(':') + 1);
      Object value =
          switch ((int) tag & 7) {
            case 0 -> expect("v", kind, varint(in));
            case 1 -> expect("f", kind, in.getLong());
            case 2 -> {
              int length = (int) varint(in);
              ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
              in.position(in.position() + length);
              yield kind.equals("s")
                  ? StandardCharsets.UTF_8.decode(part).toString()
                  : first(message(kind, part));
            }
            default -> throw new AssertionError("wire type " + (tag & 7));
          };
      values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
    return values;
  }

  /** Fields that are there once stand for themselves. */
  private static Map<String, Object> first(Map<String, List<Object>> values) {
    Map<String, Object> single = new HashMap<>();
    values.forEach((name, all) -> single.put(name, all.size() == 1 ? all.getFirst() : all));
    return single;
  }

  private static Object expect(String wanted, String kind, long value) {
    assertThat(kind).isEqualTo(wanted);
    return value;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> events(long type) {
    return packets.stream()
        .filter(packet -> packet.containsKey("track_event"))
        .filter(packet -> type(packet) == type)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> event(Map<String, Object> packet) {
    return (Map<String, Object>) packet.get("track_event");
  }

  private static long type(Map<String, Object> packet) {
    return (long) event(packet).get("type");
  }

  @Test
  void everySpanIsASliceOnItsTrack() {
    long spans = session.spans().count();
    assertThat(events(1)).hasSize((int) spans);
    assertThat(events(2)).hasSize((int) spans);
    Map<Object, Long> open = new TreeMap<>();
    for (Map<String, Object> packet : packets) {
      if (packet.containsKey("track_event") && type(packet) <= 2) {
        Object track = event(packet).get("track_uuid");
        long time = (long) packet.get("timestamp");
        assertThat(open.getOrDefault(track, 0L)).isLessThanOrEqualTo(time);
        open.put(track, time);
      }
    }
    SpanTable table = session.spans();
    long nanos = 0;
    for (int thread = 0; thread < session.threads().count(); thread++) {
      for (int row = table.first(thread); row != SpanTable.NONE; row = table.next(row)) {
        nanos += table.duration(row);
      }
    }
    long told =
        events(2).stream().mapToLong(each -> (long) each.get("timestamp")).sum()
            - events(1).stream().mapToLong(each -> (long) each.get("timestamp")).sum();
    assertThat(told).isEqualTo(nanos);
  }

  @Test
  void tracksOfThreadsLieBelowTheirGroup() {
    Map<Object, Map<?, ?>> tracks = new HashMap<>();
    for (Map<String, Object> packet : packets) {
      if (packet.get("track_descriptor") instanceof Map<?, ?> track) {
        assertThat(tracks.put(track.get("uuid"), track)).isNull();
      }
    }
    assertThat(tracks.values().stream().<Object>map(track -> track.get("name")))
        .contains("Carriers", "Fibers", "fiber-7", "Living fibers");
    for (Map<String, Object> packet : packets) {
      if (packet.containsKey("track_event")) {
        assertThat(tracks).containsKey(event(packet).get("track_uuid"));
      }
    }
  }

  @Test
  void flowsLeadFromWhoWokeToWhereTheWokenOneRuns() {
    Set<Object> begun = new HashSet<>();
    events(3).forEach(packet -> begun.add(event(packet).get("flow_ids")));
    Set<Object> ended = new HashSet<>();
    events(1).stream()
        .map(packet -> event(packet).get("terminating_flow_ids"))
        .filter(flow -> flow != null)
        .forEach(ended::add);
    assertThat(begun).hasSizeGreaterThan(1_000);
    assertThat(ended).containsAll(begun);
  }

  @Test
  void countersAreToldOverTime() {
    assertThat(events(4)).hasSize(3_000);
    assertThat(events(4).stream().<Object>map(packet -> event(packet).get("double_counter_value")))
        .anyMatch(bits -> Double.longBitsToDouble((long) bits) >= 1);
  }
}
