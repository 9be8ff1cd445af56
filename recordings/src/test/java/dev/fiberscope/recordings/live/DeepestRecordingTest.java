package dev.fiberscope.recordings.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.rules.ThreadLocalRows;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What level deepest adds: in which code fibers wait, and what they do with thread-locals. */
@Timeout(120)
class DeepestRecordingTest {
  private static final int FIBERS = 8;
  private static final int[] COLUMNS = {4, 5, 6, 7, 10};
  private static final String PROGRAM =
      """
      import java.util.concurrent.CountDownLatch;
      import java.util.concurrent.locks.LockSupport;

      public class Uses {
        static final ThreadLocal<String> LEFT = new ThreadLocal<>();
        static final ThreadLocal<byte[]> MADE = ThreadLocal.withInitial(() -> new byte[1000]);
        static final CountDownLatch NEVER = new CountDownLatch(1);

        static void handle() {
          LEFT.set("mine");
          byte[] buffer = MADE.get();
          napsHere();
          LEFT.get();
          MADE.get();
          MADE.remove();
        }

        static void napsHere() {
          LockSupport.parkNanos(2_000_000);
        }

        static void waitsHere() {
          try {
            NEVER.await();
          } catch (InterruptedException over) {
            throw new IllegalStateException(over);
          }
        }

        public static void main(String[] args) throws Exception {
          System.out.println("ready");
          while (System.in.read() == 'x') {
            for (int i = 0; i < 8; i++) {
              Thread.ofVirtual().name("handles-" + i).start(Uses::handle);
            }
            Thread.ofVirtual().name("stuck").start(Uses::waitsHere);
          }
        }
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void whereFibersWaitAndWhatTheyDoWithThreadLocalsIsTold(int feature) throws Exception {
    try (TargetJvm target = OtherJdks.start(feature, folder, "Uses", PROGRAM)) {
      Watched watched = new Watched();
      LiveRecording live =
          LiveRecording.start(
              target.jvm().record(Level.DEEPEST),
              folder.resolve("uses.jfr"),
              LiveRecording.Limits.DEFAULT,
              watched);
      target.say('x');
      watched.await(session -> fibers(session, "handles-").count() == FIBERS && hasStuck(session));
      live.close();
      Session session = watched.last.orElseThrow();
      SessionIndex index = new SessionIndex(session);
      assertThat(fibers(session, "handles-").boxed())
          .allSatisfy(fiber -> assertThat(sites(session, index, fiber)).contains("Uses.napsHere"));
      assertThat(fibers(session, "stuck").boxed())
          .singleElement()
          .satisfies(
              fiber -> assertThat(sites(session, index, fiber)).containsOnly("Uses.waitsHere"));
      usesAreTold(session, index);
    }
  }

  private static void usesAreTold(Session session, SessionIndex index) throws Exception {
    assertThat(session.facts().threadLocals()).isTrue();
    assertThat(session.facts().threadLocalReads()).isTrue();
    // Sets, reads, reads after a suspension, made, removes: of all places of a variable.
    TreeMap<String, long[]> sums = new TreeMap<>();
    new ThreadLocalRows(new Observed(session, index, List.of(), ClassFiles.NONE, Limits.DEFAULT))
        .forEach(
            row -> {
              long[] its = sums.computeIfAbsent((String) row[0], _ -> new long[COLUMNS.length]);
              for (int i = 0; i < COLUMNS.length; i++) {
                its[i] += (long) row[COLUMNS[i]];
              }
            });
    // Two variables of one class are told apart, without class files.
    assertThat(sums.values())
        .containsExactlyInAnyOrder(new long[] {8, 8, 8, 0, 0}, new long[] {0, 16, 0, 8, 8});
  }

  private static IntStream fibers(Session session, String name) {
    return IntStream.of(session.threads().rows(ThreadTable.Kind.FIBER))
        .filter(fiber -> session.threads().name(fiber).startsWith(name));
  }

  private static boolean hasStuck(Session session) {
    return fibers(session, "stuck").anyMatch(fiber -> session.spans().last(fiber) >= 0)
        && fibers(session, "handles-")
            .allMatch(fiber -> session.threads().end(fiber) != ThreadTable.NOT_RECORDED);
  }

  private static List<String> sites(Session session, SessionIndex index, int fiber) {
    SpanTable spans = session.spans();
    List<String> sites = new ArrayList<>();
    for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
      State state = spans.state(row);
      if (state == State.PARKED || state == State.AWAY) {
        sites.add(index.sites().siteName(index.sites().stackTraceOf(row)));
      }
    }
    return sites;
  }
}
