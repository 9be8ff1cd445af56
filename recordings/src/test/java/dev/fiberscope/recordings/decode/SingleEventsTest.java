package dev.fiberscope.recordings.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where scheduling was not recorded, single events tell what threads did. */
class SingleEventsTest {
  /** What is shorter may be over before the fiber has left its carrier. */
  private static final long LONG = 5_000_000;

  /** What a span of single events may be according to traces. */
  private static final Map<State, Set<State>> MEANS =
      Map.of(
          State.RUNNING, Set.of(State.RUNNING),
          State.PINNED, Set.of(State.PINNED),
          State.PARKED, Set.of(State.PARKED),
          State.AWAY, Set.of(State.PARKED, State.RUNNABLE, State.BLOCKED, State.AWAY));

  @TempDir private Path folder;

  @Test
  void waitsAreTold() throws Exception {
    Path file = folder.resolve("platform.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ThreadSleep").withoutThreshold();
      recording.enable("jdk.ThreadPark").withoutThreshold();
      recording.enable("jdk.JavaMonitorEnter").withoutThreshold();
      recording.start();
      Object monitor = new Object();
      Thread waits;
      synchronized (monitor) {
        waits =
            Thread.ofPlatform()
                .name("waits")
                .start(
                    () -> {
                      synchronized (monitor) {
                        LockSupport.parkNanos(5_000_000);
                      }
                    });
        do {
          Thread.sleep(2);
        } while (waits.getState() != Thread.State.BLOCKED);
      }
      waits.join();
      Thread.ofVirtual().name("sleeps").start(() -> sleep(30)).join();
      recording.stop();
      recording.dump(file);
    }
    Session session = Ingest.open(file, (_, _) -> {});
    assertThat(states(session, "waits")).containsExactly("BLOCKED MONITOR", "PARKED PARK");
    assertThat(states(session, "sleeps")).startsWith("PARKED SLEEP");
    assertThat(states(session, Thread.currentThread().getName())).contains("PARKED SLEEP");
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsSampledRunsMostLikely() throws Exception {
    Session session = Ingest.open(Path.of("samples/jdk/jdk17-default.jfr"), (_, _) -> {});
    assertThat(session.threads().rows(ThreadTable.Kind.FIBER)).isEmpty();
    SpanTable spans = session.spans();
    assertThat(IntStream.of(session.threads().rows(ThreadTable.Kind.PLATFORM)))
        .anyMatch(thread -> !spans.isEmpty(thread));
    for (int thread : session.threads().rows(ThreadTable.Kind.PLATFORM)) {
      long end = Long.MIN_VALUE;
      for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
        assertThat(spans.start(row)).isGreaterThanOrEqualTo(end);
        assertThat(spans.evidence(row) == Evidence.INFERRED)
            .isEqualTo(spans.state(row) == State.RUNNING);
        end = spans.end(row);
      }
    }
  }

  /** The same recording is read with traces, and as one of default settings. */
  @ParameterizedTest
  @CsvSource({"jetty, AWAY 100 RUNNING 10 PINNED 3", "orders, RUNNING 10 PINNED 5"})
  void whatSingleEventsTellOfFibersAgreesWithTraces(String sample, String atLeast)
      throws Exception {
    Path file = Path.of("samples/" + sample + ".jfr");
    Session traced = Ingest.open(file, (_, _) -> {});
    Session single = TruthlessReading.withoutScheduling(file);
    assertThat(single.hasScheduling()).isFalse();
    Map<State, Integer> agreed = new TreeMap<>();
    int wrong = 0;
    SpanTable spans = single.spans();
    for (int fiber : single.threads().rows(ThreadTable.Kind.FIBER)) {
      long end = Long.MIN_VALUE;
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        assertThat(spans.start(row)).isGreaterThanOrEqualTo(end);
        end = spans.end(row);
        State told = spans.state(row);
        boolean isLong = told == State.RUNNING || spans.duration(row) >= LONG;
        if (told != State.UNKNOWN && isLong) {
          long middle = spans.start(row) + Math.min(spans.duration(row) / 2, LONG);
          if (MEANS.get(told).contains(stateAt(traced, single.threads().jvmId(fiber), middle))) {
            agreed.merge(told, 1, Integer::sum);
          } else {
            wrong++;
          }
        }
      }
    }
    // Who reads what is there already keeps its carrier, and may lose its processor meanwhile.
    int right = agreed.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(wrong).as("of %s", agreed).isLessThanOrEqualTo(right / 10);
    String[] words = atLeast.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      assertThat(agreed).containsKey(State.valueOf(words[i]));
      assertThat(agreed.get(State.valueOf(words[i])))
          .isGreaterThanOrEqualTo(Integer.parseInt(words[i + 1]));
    }
  }

  private static State stateAt(Session session, long jvmId, long time) {
    int row = session.spans().at(session.threads().find(jvmId), time);
    return row == SpanTable.NONE ? State.UNKNOWN : session.spans().state(row);
  }

  @Test
  void aLifeWithoutEventsIsUnknownAndNotEmpty() throws Exception {
    Session session = TruthlessReading.withoutScheduling(Path.of("samples/orders.jfr"));
    SpanTable spans = session.spans();
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      long start = session.threads().start(fiber);
      long end = session.threads().end(fiber);
      if (start != ThreadTable.NOT_RECORDED && end != ThreadTable.NOT_RECORDED) {
        long told = 0;
        for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
          told += spans.duration(row);
        }
        assertThat(told).isEqualTo(end - start);
      }
    }
  }

  private static List<String> states(Session session, String name) {
    SpanTable spans = session.spans();
    List<String> states = new ArrayList<>();
    IntStream.range(0, session.threads().count())
        .filter(thread -> session.threads().name(thread).equals(name))
        .forEach(
            thread -> {
              for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
                Why why = spans.why(row);
                assertThat(spans.duration(row)).isPositive();
                states.add(spans.state(row) + " " + why);
              }
            });
    return states;
  }
}
