package dev.fiberscope.recordings.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.threads.Stall.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thread dumps of small programs that hang as public reports tell, and the answers to them. */
class StallsTest {
  private static byte[] dump(String name) throws IOException {
    try (InputStream in = StallsTest.class.getResourceAsStream("/threads/" + name + ".json")) {
      return in.readAllBytes();
    }
  }

  private static List<Stall> stalls(String name) throws IOException {
    return Stalls.of(ThreadDumpReader.read(dump(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class-init-cycle|DEADLOCK|Deadlock: compress-1 \u2192 compress-2 \u2192 compress-1",
        "platform-and-fiber-lock-order|DEADLOCK|Deadlock: teller-platform \u2192 teller-virtual",
        "appender-monitor-and-autolock|DEADLOCK|Most likely a deadlock: qtp-produce \u2192 qtp-select",
        "future-needs-my-monitor|DEADLOCK|Most likely a deadlock: rpc-request-17 \u2192 cpu-worker-1",
        "log-lock-holder-needs-carrier|STARVED|Nobody can run",
        "log-lock-nobody-owns|STARVED|Nobody can run",
        "class-loading-pins|STARVED|Nobody can run",
        "spin-for-parked-emitter|BUSY|Every carrier is busy",
        "map-resize-against-compute|WAITING|2 threads wait for ConcurrentHashMap$Node@",
        "monitor-held-over-semaphore|WAITING|event-loop-1 waits for Main$ResponseMessage@",
        "read-lock-upgrade|WAITING|3 threads wait for ReentrantReadWriteLock@",
        "second-connection-while-holding-one|WAITING|4 threads wait for Condition@",
        "wait-without-notifier|WAITING|2 threads wait for Main$Mailbox@",
      })
  void theWorstIsSaidFirst(String dump, Kind kind, String title) throws IOException {
    Stall first = stalls(dump).getFirst();

    assertThat(first.kind()).isEqualTo(kind);
    assertThat(first.title()).startsWith(title);
    assertThat(first.chain()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log-lock-holder-needs-carrier|2 of 2 carriers are held by event-dispatcher-1 and event-dispatcher-2",
        "log-lock-holder-needs-carrier|Most likely order-service owns ReentrantLock@",
        "log-lock-holder-needs-carrier|could run in Main$ConsoleAppender.flushToDisk (CountDownLatch.await), but has no carrier",
        "log-lock-nobody-owns|http-request-1 was woken to get ReentrantLock@",
        "log-lock-nobody-owns|pinned below Main$TracingConfig.<clinit>",
        "class-loading-pins|pinned below the loading of a class",
        "class-loading-pins|the JVM does not tell; it may be jar-closer",
        "spin-for-parked-emitter|2 fibers could run, but no carrier is free (emitter-slow and subscriber)",
        "map-resize-against-compute|is owned by test-B, which waits for ReentrantLock@",
        "map-resize-against-compute|should it be one of test-A and test-C, they wait for each other",
        "monitor-held-over-semaphore|is owned by response-writer, which waits for Semaphore@",
        "monitor-held-over-semaphore|A semaphore has no owner",
        "read-lock-upgrade|a thread that has its read lock and asks for its write lock waits for itself",
        "second-connection-while-holding-one|in Main$ConnectionPool.borrow (ArrayBlockingQueue.take)",
        "wait-without-notifier|is owned by batch-owner, which waits to be notified by Main$Mailbox@",
      })
  void whatIsKnownIsSaidAndWhatIsNot(String dump, String words) throws IOException {
    assertThat(stalls(dump)).extracting(Stall::sentence).anyMatch(each -> each.contains(words));
  }

  @Test
  void aFiberThatWasWokenWaitsForNothingAnyMore() throws IOException {
    ThreadSnapshot snapshot = ThreadDumpReader.read(dump("log-lock-nobody-owns"));
    SnapshotThread woken =
        snapshot.fibers().stream()
            .filter(fiber -> fiber.name().equals("http-request-1"))
            .findFirst()
            .orElseThrow();

    assertThat(woken.waits()).as("the JVM still says so").isPresent();
    assertThat(woken.couldRun()).isTrue();
    assertThat(new WaitGraph(snapshot).owner(woken)).isEmpty();
  }

  @Test
  void carriersThatMovedOnAreNotStuck() throws IOException {
    ThreadSnapshot stuck = ThreadDumpReader.read(dump("class-loading-pins"));
    ThreadSnapshot moved =
        new ThreadSnapshot(
            stuck.time(), stuck.jvm(), stuck.scheduler(), true, false, stuck.threads());

    assertThat(Stalls.of(stuck).getFirst().isHang()).isTrue();
    assertThat(Stalls.of(moved)).noneMatch(Stall::isHang);
    assertThat(Stalls.of(moved).getFirst().sentence()).endsWith("so they get on.");
  }

  @Test
  void whoWaitsToBeNotifiedDoesNotOwnTheMonitor() throws IOException {
    ThreadSnapshot snapshot = ThreadDumpReader.read(dump("wait-without-notifier"));

    assertThat(snapshot.fibers())
        .filteredOn(fiber -> fiber.name().equals("message-waiter"))
        .singleElement()
        .satisfies(fiber -> assertThat(fiber.owned()).isEmpty());
  }

  @Test
  void threadsThatDoTheSameStandTogether() throws IOException {
    ThreadSnapshot snapshot = ThreadDumpReader.read(dump("appender-monitor-and-autolock"));

    assertThat(StackGroup.of(snapshot).getFirst().threads())
        .extracting(SnapshotThread::name)
        .containsExactly("qtp-log-1", "qtp-log-2", "qtp-log-3", "qtp-log-4", "qtp-log-5");
  }

  @Test
  void dumpsWithoutStatesSayStacksOnly() throws IOException {
    ThreadSnapshot snapshot =
        ThreadDumpReader.read(
            """
            {"threadDump": {"time": "2026-01-01T00:00:00Z", "runtimeVersion": "21.0.9",
             "threadContainers": [{"threads": [
               {"tid": "30", "name": "", "stack": [
                 "App.work(App.java:3)",
                 "java.base/java.lang.VirtualThread.run(VirtualThread.java:309)"]}]}]}}
            """
                .getBytes());

    assertThat(snapshot.hasStates()).isFalse();
    assertThat(snapshot.fibers()).singleElement().extracting("id").isEqualTo(30L);
    assertThat(Stalls.of(snapshot)).isEmpty();
  }

  @Test
  void whatIsNoThreadDumpIsASentence() {
    for (String text : List.of("", "[]", "{}", "{\"threadDump\": 5}", "hello")) {
      assertThatThrownBy(() -> ThreadDumpReader.read(text.getBytes()))
          .as(text)
          .isInstanceOf(IOException.class);
    }
  }

  @Property(tries = 300)
  void aDumpThatIsCutOrDamagedEndsInASentenceOrInThreads(
      @ForAll @IntRange(max = 12_000) int at, @ForAll byte other, @ForAll boolean cut)
      throws IOException {
    byte[] json = dump("log-lock-holder-needs-carrier");
    int place = at % json.length;
    byte[] damaged = cut ? Arrays.copyOf(json, place) : json;
    if (!cut) {
      damaged[place] = other;
    }
    try {
      Stalls.of(ThreadDumpReader.read(damaged));
    } catch (IOException sentence) {
      assertThat(sentence.getMessage()).isNotBlank();
    }
  }

  @Test
  void theSchedulersLineIsRead() {
    assertThat(
            SchedulerState.parse(
                "java.util.concurrent.ForkJoinPool@577e4e64[Running, parallelism = 2, size = 3,"
                    + " active = 1, running = 0, steals = 39596, tasks = 4, submissions = 5,"
                    + " delayed = 50]"))
        .contains(new SchedulerState(2, 3, 1, 9, 39_596));
    assertThat(SchedulerState.parse("Unknown diagnostic command")).isEmpty();
  }
}
