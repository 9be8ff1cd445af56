package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

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
    assertThat(spans).isEqualTo(SessionText.spans(whole));
    assertThat(SessionText.wakes(session)).isEqualTo(SessionText.wakes(whole));
    assertThat(session.pins().count()).isEqualTo(whole.pins().count());
    assertThat(session.suspensions().count()).isEqualTo(whole.suspensions().count());
    assertThat(session.queueLengths()).usingRecursiveComparison().isEqualTo(whole.queueLengths());
    for (Session part : parts) {
      assertThat(spans).containsAll(SessionText.settledSpans(part));
    }
  }
}
