package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.event.EngineEvents;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberState;
import dev.fiberscope.engine.fiber.Hold;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.stack.PoolPolicy;
import dev.fiberscope.engine.stack.StackPool;
import dev.fiberscope.engine.workload.NativeUpcall;
import dev.fiberscope.engine.workload.OrdersWorkload;
import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.jfr.Configuration;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the engine says, recorded for real, is what a session understands. */
@Timeout(120)
class EngineContractTest {
  private static final int ORDERS = 600;
  private static final int FIBERS = 60;

  @TempDir private static Path folder;
  private static Path file;
  private static Session session;
  private static SessionIndex index;

  @BeforeAll
  static void recordTheWorkload() throws Exception {
    file = folder.resolve("orders.jfr");
    String jfc = FlightSettings.of(Level.STANDARD).withSuspensionStacks().toJfc();
    // A cold engine is slower than its input, so it would hardly ever have to wait.
    new OrdersWorkload(new Scale(1_000, 50, 16, 0), new VirtualThreads()).run(_ -> {});
    try (Recording recording = new Recording(Configuration.create(new StringReader(jfc)))) {
      recording.start();
      int right =
          new OrdersWorkload(new Scale(ORDERS, FIBERS, 16, 9), new VirtualThreads()).run(_ -> {});
      assertThat(right).isEqualTo(ORDERS);
      whatOrdersNeverDo();
      recording.stop();
      recording.dump(file);
    }
    session = Ingest.open(file, (_, _) -> {});
    index = new SessionIndex(session);
  }

  /** On a carrier of our own: a hold, a turn, and a pin; and a stack that nobody needs. */
  private static void whatOrdersNeverDo() {
    try (Carriers runtime = Carriers.of(1)) {
      runtime
          .start(
              "held",
              self -> {
                try (Hold _ = self.hold()) {
                  self.stepAside(SuspendReason.TURN);
                }
              })
          .join();
      Fiber pinned =
          runtime.start(
              "pinned",
              self ->
                  NativeUpcall.call(
                      () -> {
                        self.suspend(SuspendReason.BYTES);
                        return null;
                      }));
      while (pinned.state() != FiberState.SUSPENDED) {
        Thread.onSpinWait();
      }
      pinned.resume();
      pinned.join();
      assertThat(pinned.failure()).isEmpty();
    }
    StackPool pool = new StackPool(1, PoolPolicy.SHARED, 1);
    pool.release(pool.acquire(0), 0);
    pool.trim();
  }

  @Test
  void everyEventOfTheEngineIsUnderstood() throws Exception {
    Set<String> declared =
        Arrays.stream(EngineEvents.class.getDeclaredClasses())
            .map(type -> type.getAnnotation(Name.class))
            .filter(name -> name != null)
            .map(Name::value)
            .collect(Collectors.toCollection(TreeSet::new));
    TreeMap<String, Integer> recorded = new TreeMap<>();
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        recorded.merge(events.readEvent().getEventType().getName(), 1, Integer::sum);
      }
    }
    assertThat(recorded).containsKeys(declared.toArray(String[]::new));
    assertThat(session.statistics().unknownTypes())
        .as("types that the session does not use")
        .noneSatisfy((type, _) -> assertThat(type).startsWith("fiberscope."));
    assertThat(session.events()).isEqualTo(recorded.values().stream().mapToInt(n -> n).sum());
  }

  @Test
  void nothingIsMissing() {
    assertThat(session.statistics().count(Counter.UNPAIRED_EVENTS)).isZero();
    assertThat(session.statistics().count(Counter.CUT_SHORT)).isZero();
    assertThat(session.statistics().count(Counter.DATA_LOSS)).isZero();
    assertThat(session.threads().rows(ThreadTable.Kind.FIBER)).hasSizeGreaterThanOrEqualTo(FIBERS);
    assertThat(session.threads().rows(ThreadTable.Kind.CARRIER)).isNotEmpty();
    assertThat(session.jvm()).startsWith("JDK ");
    assertThat(session.matchQuality()).isGreaterThan(0.9);
  }

  @Test
  void everyDecodeHasItsFormatItsStackAndItsBytes() {
    assertThat(session.decodes().count()).isEqualTo(ORDERS);
    for (int row = 0; row < ORDERS; row++) {
      Decode decode = session.decodes().get(row);
      assertThat(decode.outcome()).isEqualTo(Outcome.DECODED);
      assertThat(decode.format().type()).isEqualTo("Order");
      assertThat(decode.format().schema()).contains("struct Item { sku: u32");
      assertThat(decode.format().config()).isEqualTo("standard()");
      assertThat(session.pool().useOf(decode.row()))
          .hasValueSatisfying(use -> assertThat(use.frameCapacity()).isEqualTo(128));
      // The message's chunks lie without a gap from its first byte to its last.
      long end = 0;
      for (var chunk : index.arrived(decode, Long.MAX_VALUE, Long.MAX_VALUE)) {
        assertThat(chunk.from()).isEqualTo(end);
        end = chunk.from() + chunk.bytes().length;
      }
      assertThat(end).isGreaterThanOrEqualTo(decode.consumed());
    }
  }

  @Test
  void aSuspensionTellsWhereItWasAndWhatHadArrived() {
    assertThat(session.suspensions().count()).isGreaterThan(20);
    for (int row = 0; row < session.suspensions().count(); row++) {
      SuspensionTable.Suspension suspension = session.suspensions().get(row);
      assertThat(suspension.resumed()).isGreaterThanOrEqualTo(suspension.time());
      assertThat(suspension.frames()).startsWith("0\t\tOrder\n").doesNotContain("\0");
      assertThat(session.stackTraces().frames(suspension.stackTrace()))
          .anyMatch(frame -> frame.shortName().equals("Decode.refill"));
      Decode decode = session.decodes().get(suspension.decode());
      assertThat(suspension.offset()).isLessThanOrEqualTo(suspension.arrived());
      assertThat(suspension.arrived()).isLessThan(decode.consumed());
      long delivered =
          index.arrived(decode, suspension.resumed(), Long.MAX_VALUE).stream()
              .mapToLong(chunk -> chunk.from() + chunk.bytes().length)
              .max()
              .orElse(0);
      assertThat(delivered).as("delivered before it resumed").isGreaterThan(suspension.arrived());
    }
  }

  @Test
  void aFiberIsInOnePlaceAtATimeAndItsSlicesAreItsCarriers() {
    SpanTable spans = session.spans();
    Set<State> seen = new HashSet<>();
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        seen.add(spans.state(row));
        if (row != spans.first(fiber)) {
          assertThat(spans.start(row)).isGreaterThanOrEqualTo(spans.end(spans.previous(row)));
        }
        if (spans.state(row) == State.RUNNING) {
          int carrierRow = spans.at(spans.link(row), spans.start(row) + spans.duration(row) / 2);
          assertThat(spans.link(carrierRow)).isEqualTo(fiber);
        }
      }
    }
    assertThat(seen).contains(State.RUNNING, State.RUNNABLE, State.PARKED, State.PINNED);
  }

  @Test
  void wakesNameTheirWaker() {
    List<Wake> ofTheEngine =
        IntStream.range(0, session.wakes().count())
            .mapToObj(session.wakes()::get)
            .filter(wake -> wake.reason().equals("chunk"))
            .toList();
    assertThat(ofTheEngine)
        .hasSizeGreaterThan(20)
        .allMatch(wake -> session.threads().name(wake.waker()).startsWith("gateway-"));
  }
}
