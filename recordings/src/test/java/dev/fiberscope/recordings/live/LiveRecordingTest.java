package dev.fiberscope.recordings.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.SessionText;
import dev.fiberscope.recordings.live.LiveRecording.Limits;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.threads.SnapshotFiles;
import dev.fiberscope.recordings.threads.Stall;
import dev.fiberscope.recordings.threads.Stalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Child JVMs are watched while they run, end, die and hang. */
class LiveRecordingTest {
  private static final String TWO_CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=2";

  @TempDir Path folder;

  private LiveRecording watch(TargetJvm target, Watched watched) throws AttachException {
    return LiveRecording.start(
        target.jvm().record(Level.STANDARD), file(), Limits.DEFAULT, watched);
  }

  private Path file() {
    return folder.resolve("live.jfr");
  }

  private static Set<String> fibers(Session session) {
    return Arrays.stream(session.threads().rows(ThreadTable.Kind.FIBER))
        .mapToObj(session.threads()::name)
        .collect(Collectors.toSet());
  }

  private static String recordings(TargetJvm target) throws AttachException {
    try (JvmControl control = JvmControl.attach(target.jvm())) {
      return control.jcmd("JFR.check");
    }
  }

  @Test
  void aSessionGrowsWhileItsJvmRunsAndTheSavedFileOpensToTheSamePicture() throws Exception {
    Watched watched = new Watched();
    try (TargetJvm target = TargetJvm.start("sleep")) {
      LiveRecording live = watch(target, watched);
      Session early = watched.await(session -> fibers(session).size() == 20);
      watched.await(session -> session.spans().count() > early.spans().count());
      Watched.awaitThat(() -> !watched.schedulers.isEmpty());
      live.close();
      watched.awaitEnd();

      assertThat(early.hasScheduling()).isTrue();
      assertThat(early.spans().count()).isPositive();
      assertThat(watched.reason).isEmpty();
      assertThat(watched.sentences).isEmpty();
      assertThat(recordings(target)).contains("No available recordings");
    }
    Session saved = Ingest.open(file(), (_, _) -> {});
    assertThat(SessionText.spans(saved)).isEqualTo(SessionText.spans(watched.last.orElseThrow()));
    assertThat(saved.scheduler().count()).isPositive();
    assertThat(Files.list(folder).map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrder("live.jfr", "live.jfr.scheduler.csv");
  }

  @Test
  void aJvmThatEndsLeavesARecordedSession() throws Exception {
    Watched watched = new Watched();
    try (TargetJvm target = TargetJvm.start("sleep")) {
      LiveRecording live = watch(target, watched);
      watched.await(session -> fibers(session).size() == 20);
      target.end();
      watched.awaitEnd();
      live.close();

      assertThat(watched.reason).contains("JVM " + target.pid() + " has ended.");
    }
    assertThat(fibers(watched.last.orElseThrow())).hasSize(20);
    assertThat(Ingest.open(file(), (_, _) -> {}).events())
        .isEqualTo(watched.last.orElseThrow().events());
  }

  @Test
  void aJvmThatIsKilledLeavesWhatItHadToldAndNoFile() throws Exception {
    Watched watched = new Watched();
    try (TargetJvm target =
        TargetJvm.start("sleep", "-XX:FlightRecorderOptions=repository=" + folder.resolve("r"))) {
      watch(target, watched);
      watched.await(session -> fibers(session).size() == 20);
      target.kill();
      watched.awaitEnd();
    }
    assertThat(watched.reason).isPresent();
    assertThat(watched.last.orElseThrow().events()).isPositive();
    assertThat(Files.list(folder.resolve("r"))).as("the JVM's own repository").isEmpty();
    assertThat(Ingest.open(file(), (_, _) -> {}).events())
        .isEqualTo(watched.last.orElseThrow().events());
  }

  @Test
  void whoIsStuckIsSeenWithoutAsking() throws Exception {
    Watched watched = new Watched();
    try (TargetJvm target = TargetJvm.start("hang", TWO_CARRIERS)) {
      LiveRecording live = watch(target, watched);
      Watched.awaitThat(() -> !watched.stuck.isEmpty());
      Session session = watched.await(each -> fibers(each).size() == 3);
      live.close();
      watched.awaitEnd();

      Stall stall = Stalls.of(watched.stuck.getFirst()).getFirst();
      assertThat(stall.kind()).isEqualTo(Stall.Kind.STARVED);
      assertThat(stall.sentence()).contains("pinned-0 and pinned-1").contains("starved");
      assertThat(fibers(session)).containsExactlyInAnyOrder("pinned-0", "pinned-1", "starved");
    }
    Session saved = Ingest.open(file(), (_, _) -> {});
    assertThat(SnapshotFiles.of(file()).snapshots()).hasSize(1);
    assertThat(states(saved, "pinned-0")).containsOnly(State.PINNED);
    assertThat(states(saved, "starved")).containsOnly(State.RUNNABLE);
  }

  private static Set<State> states(Session session, String name) {
    int fiber =
        Arrays.stream(session.threads().rows(ThreadTable.Kind.FIBER))
            .filter(row -> session.threads().name(row).equals(name))
            .findFirst()
            .orElseThrow();
    return session
        .spans()
        .rows()
        .filter(row -> session.spans().track(row) == fiber)
        .mapToObj(session.spans()::state)
        .collect(Collectors.toSet());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskEndsSavingNotWatching() throws Exception {
    Watched watched = new Watched();
    Files.createSymbolicLink(file(), Path.of("/dev/full"));
    try (TargetJvm target = TargetJvm.start("sleep")) {
      LiveRecording live =
          LiveRecording.start(target.jvm().record(Level.STANDARD), file(), Limits.DEFAULT, watched);
      watched.await(session -> fibers(session).size() == 20);
      live.close();
      watched.awaitEnd();
    }
    assertThat(watched.sentences)
        .singleElement()
        .asString()
        .contains(file() + " cannot be written any more")
        .contains("goes on without saving");
    assertThat(watched.last).isPresent();
  }

  @Test
  void whatIsOlderThanAskedForIsDropped() throws Exception {
    Watched watched = new Watched();
    try (TargetJvm target = TargetJvm.start("sleep")) {
      LiveRecording live =
          LiveRecording.start(
              target.jvm().record(Level.STANDARD),
              file(),
              new Limits(Duration.ofSeconds(1), Long.MAX_VALUE),
              watched);
      watched.await(session -> session.keptFrom() > 0);
      live.close();
      watched.awaitEnd();
    }
    assertThat(Ingest.open(file(), (_, _) -> {}).keptFrom()).as("the file keeps all").isZero();
  }

  @Test
  void aWindowThatSawTooManyFibersBeginsAnewAndTheFileKeepsAll() throws Exception {
    Watched watched = new Watched();
    try (TargetJvm target = TargetJvm.start("sleep")) {
      LiveRecording live =
          LiveRecording.start(
              target.jvm().record(Level.STANDARD), file(), Limits.DEFAULT, 5, watched);
      Session first = watched.await(session -> fibers(session).size() == 20);
      try (JvmControl control = JvmControl.attach(target.jvm())) {
        // A recording of somebody else begins a chunk.
        control.jcmd("JFR.start name=other");
        control.jcmd("JFR.stop name=other");
      }
      Session second = watched.await(session -> session.begin().isAfter(first.begin()));
      live.close();
      watched.awaitEnd();

      assertThat(second.events()).isPositive();
      assertThat(watched.sentences).anyMatch(each -> each.contains("the window begins anew"));
    }
    Session saved = Ingest.open(file(), (_, _) -> {});
    assertThat(saved.begin()).isEqualTo(watched.sessions.getFirst().begin());
    assertThat(saved.statistics().count(Counter.UNFINISHED_CHUNKS)).isZero();
  }

  @Test
  void jvmsThatCannotBeWatchedSayWhy() throws Exception {
    assertThatThrownBy(() -> LocalJvms.find(1L << 40))
        .isInstanceOf(AttachException.class)
        .hasMessageContaining("There is no process");
    assertThat(LocalJvms.find(ProcessHandle.current().pid()).refusal()).isPresent();
    try (TargetJvm target = TargetJvm.start("sleep", "-XX:+DisableAttachMechanism")) {
      assertThatThrownBy(() -> target.jvm().record(Level.LIGHT))
          .isInstanceOf(AttachException.class)
          .hasMessageContaining("-XX:+DisableAttachMechanism");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aStoppedJvmIsNotWaitedFor() throws Exception {
    try (TargetJvm target = TargetJvm.start("sleep")) {
      target.signal("STOP");
      Watched.awaitThat(() -> Namespaces.isStopped(target.pid()));
      assertThatThrownBy(() -> target.jvm().record(Level.LIGHT))
          .isInstanceOf(AttachException.class)
          .hasMessageContaining("kill -CONT " + target.pid());
      target.signal("CONT");
    }
  }

  @Test
  void jvmsAreListedWithWhatTheyTellOfThemselves() throws Exception {
    try (TargetJvm target = TargetJvm.start("sleep")) {
      assertThat(LocalJvms.list())
          .filteredOn(jvm -> jvm.pid() == target.pid())
          .singleElement()
          .satisfies(
              jvm -> {
                assertThat(jvm.name()).isEqualTo("TargetMain");
                assertThat(jvm.commandLine()).endsWith("TargetMain sleep");
                assertThat(jvm.version().feature()).isEqualTo(Runtime.version().feature());
                assertThat(jvm.started()).isPresent();
                assertThat(jvm.refusal()).isEmpty();
              });
    }
  }
}
