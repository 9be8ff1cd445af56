package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.bench.SyntheticRecording;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A recording fed in pieces becomes the same session as the whole file, row by row. */
class GrowingSessionTest {
  private static final Map<Path, Session> WHOLE = new ConcurrentHashMap<>();

  private static Session whole(Path file) {
    return WHOLE.computeIfAbsent(
        file,
        path -> {
          try {
            return Ingest.open(path, (_, _) -> {});
          } catch (RecordingException impossible) {
            throw new IllegalStateException(impossible);
          }
        });
  }

  @Provide
  Arbitrary<Path> samples() throws IOException {
    try (var files = Files.walk(Path.of("samples"))) {
      return Arbitraries.of(
          files.filter(file -> file.toString().endsWith(".jfr")).sorted().toList());
    }
  }

  @Property(tries = 60)
  void fedInPiecesItIsTheSame(
      @ForAll("samples") Path file,
      @ForAll @Size(max = 12) List<@IntRange(max = 1_000_000) Integer> cuts)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    GrowingSession growing = new GrowingSession("growing");
    List<Session> parts = new ArrayList<>();
    int from = 0;
    for (int cut : cuts.stream().sorted().toList()) {
      int to = (int) (bytes.length * (long) cut / 1_000_000);
      growing.append(bytes, from, to - from);
      growing.session().ifPresent(parts::add);
      from = to;
    }
    growing.append(bytes, from, bytes.length - from);
    Session session = growing.finish().orElseThrow();
    Session whole = whole(file);
    assertThat(session.events()).isEqualTo(whole.events());
    assertThat(session.duration()).isEqualTo(whole.duration());
    assertThat(session.statistics().unknownTypes()).isEqualTo(whole.statistics().unknownTypes());
    List<String> spans = SessionText.spans(session);
    Set<String> told = new HashSet<>(spans);
    assertThat(spans).isEqualTo(SessionText.spans(whole));
    assertThat(SessionText.wakes(session)).isEqualTo(SessionText.wakes(whole));
    assertThat(session.pins().count()).isEqualTo(whole.pins().count());
    assertThat(session.suspensions().count()).isEqualTo(whole.suspensions().count());
    assertThat(session.queueLengths()).usingRecursiveComparison().isEqualTo(whole.queueLengths());
    for (Session part : parts) {
      assertThat(SessionText.settledSpans(part)).allMatch(told::contains);
    }
  }

  /** Of a recording that was made up, what every fiber did is known. */
  @Property(tries = 12)
  void aSyntheticRecordingFedFlushByFlushIsTheSameAsFedAtOnce(
      @ForAll @IntRange(min = 1, max = 30) int flushes,
      @ForAll @IntRange(min = 4, max = 2_000) int slices,
      @ForAll @IntRange(min = 24, max = 400) int fibers) {
    GrowingSession bySteps = new GrowingSession("by steps");
    GrowingSession atOnce = new GrowingSession("at once");
    SyntheticRecording recording = new SyntheticRecording(fibers, slices);
    long before = 0;
    for (int flush = 0; flush < flushes; flush++) {
      boolean newChunk = recording.beginsChunk();
      byte[] bytes = recording.next();
      for (GrowingSession each : List.of(bySteps, atOnce)) {
        if (newChunk) {
          each.endChunk();
        }
        each.append(bytes, 0, bytes.length);
      }
      Session part = bySteps.session().orElseThrow();
      assertThat(part.readTo()).isGreaterThanOrEqualTo(before);
      before = part.readTo();
    }
    Session session = bySteps.finish().orElseThrow();
    Session other = atOnce.finish().orElseThrow();
    assertThat(SessionText.spans(session)).isEqualTo(SessionText.spans(other));
    assertThat(session.slices()).isEqualTo(flushes * (slices / 4) * 4L);
    assertThat(session.matchQuality()).isEqualTo(1);
    assertThat(session.statistics().count(Counter.LATE_SPANS)).isZero();
    // Each wakes the third behind it in its ring, so who woke whom is known of all but the first.
    SpanTable spans = session.spans();
    for (int row : spans.rows().toArray()) {
      assertThat(spans.state(row)).isNotEqualTo(State.UNKNOWN);
    }
  }

  @Test
  void eventsWaitForTheDescriptionsOfTheirThreads() {
    SyntheticRecording late = new SyntheticRecording(40, 800, true);
    SyntheticRecording early = new SyntheticRecording(40, 800);
    GrowingSession waiting = new GrowingSession("late");
    GrowingSession usual = new GrowingSession("early");
    for (int flush = 0; flush < 20; flush++) {
      if (late.beginsChunk()) {
        waiting.endChunk();
        usual.endChunk();
      }
      byte[] bytes = late.next();
      waiting.append(bytes, 0, bytes.length);
      waiting.session();
      bytes = early.next();
      usual.append(bytes, 0, bytes.length);
    }
    Session session = waiting.finish().orElseThrow();

    assertThat(session.matchQuality()).isEqualTo(1);
    assertThat(SessionText.spans(session))
        .isEqualTo(SessionText.spans(usual.finish().orElseThrow()));
  }

  @Test
  void aChunkThatWasFinishedBeforeItCameTellsItsFlushesToo() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("samples", "orders.jfr"));
    List<Long> ends = new ArrayList<>();
    GrowingSession session =
        new GrowingSession(
            "finished", (at, header) -> ends.add(at + ByteBuffer.wrap(header).getLong(8)));
    session.append(bytes, 0, bytes.length);

    assertThat(ends).isSorted().last().isEqualTo((long) bytes.length);
  }

  @Test
  void whatIsOldIsDroppedAndTheRestIsAsItWas() {
    GrowingSession all = new GrowingSession("all");
    GrowingSession young = new GrowingSession("young");
    SyntheticRecording recording = new SyntheticRecording(40, 800);
    for (int flush = 0; flush < 60; flush++) {
      boolean newChunk = recording.beginsChunk();
      byte[] bytes = recording.next();
      for (GrowingSession each : List.of(all, young)) {
        if (newChunk) {
          each.endChunk();
        }
        each.append(bytes, 0, bytes.length);
      }
      young.session();
      young.keep(5_000_000_000L, Long.MAX_VALUE);
    }
    Session whole = all.finish().orElseThrow();
    Session rest = young.finish().orElseThrow();
    assertThat(rest.spans().count()).isLessThan(whole.spans().count() / 2).isPositive();
    assertThat(rest.wakes().first()).isPositive();
    List<String> spans = SessionText.spans(rest);
    assertThat(new HashSet<>(SessionText.spans(whole)).containsAll(spans)).isTrue();
    // The last five seconds are all there.
    for (int track = 0; track < whole.threads().count(); track++) {
      long from = whole.duration() - 5_000_000_000L;
      assertThat(rest.spans().count(track, from, whole.duration()))
          .isEqualTo(whole.spans().count(track, from, whole.duration()));
    }
  }

  @Test
  void bytesThatAreNoRecordingAreSkipped() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("samples/orders.jfr"));
    GrowingSession growing = new GrowingSession("growing");
    growing.append("no recording".getBytes(StandardCharsets.UTF_8), 0, 12);
    assertThat(growing.session()).isEmpty();
    growing.append(bytes, 0, bytes.length);
    Session session = growing.finish().orElseThrow();
    assertThat(session.spans().count()).isPositive();
    assertThat(session.statistics().count(Counter.SKIPPED_BYTES)).isEqualTo(12);
  }

  @Property(tries = 25)
  void damageLosesNothingThatStandsBeforeIt(@ForAll @IntRange(min = 70, max = 1_300_000) int at)
      throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("samples/orders.jfr"));
    GrowingSession good = new GrowingSession("good");
    good.append(bytes, 0, at);
    byte[] damaged = bytes.clone();
    Arrays.fill(damaged, at, at + 64, (byte) 0xff);
    GrowingSession growing = new GrowingSession("damaged");
    growing.append(damaged, 0, damaged.length);
    long events = growing.finish().map(Session::events).orElse(0L);
    assertThat(events).isGreaterThanOrEqualTo(good.session().map(Session::events).orElse(0L));
  }
}
