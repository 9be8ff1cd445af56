package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Remembers what a live recording tells. */
final class Watched implements LiveRecording.Watcher {
  final List<Session> sessions = new CopyOnWriteArrayList<>();
  final List<String> sentences = new CopyOnWriteArrayList<>();
  final List<SchedulerState> schedulers = new CopyOnWriteArrayList<>();
  final List<ThreadSnapshot> stuck = new CopyOnWriteArrayList<>();
  final CountDownLatch over = new CountDownLatch(1);
  volatile Optional<Session> last = Optional.empty();
  volatile Optional<String> reason = Optional.empty();

  @Override
  public void grown(Session session) {
    sessions.add(session);
  }

  @Override
  public void scheduler(Instant time, SchedulerState state) {
    schedulers.add(state);
  }

  @Override
  public void stuck(ThreadSnapshot snapshot) {
    stuck.add(snapshot);
  }

  @Override
  public void told(String sentence) {
    sentences.add(sentence);
  }

  @Override
  public void ended(Optional<Session> session, Optional<String> why) {
    last = session;
    reason = why;
    over.countDown();
  }

  Session await(Predicate<Session> good) throws InterruptedException {
    awaitThat(() -> sessions.stream().anyMatch(good));
    return sessions.stream().filter(good).findFirst().orElseThrow();
  }

  static void awaitThat(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited 30 s in vain");
      }
      Thread.sleep(20);
    }
  }

  void awaitEnd() throws InterruptedException {
    if (!over.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end within 30 s");
    }
  }
}
