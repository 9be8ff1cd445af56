package dev.fiberscope.app.cli;

import dev.fiberscope.app.session.AttachPlan;
import dev.fiberscope.recordings.live.AttachException;
import dev.fiberscope.recordings.live.LiveRecording;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.Stall;
import dev.fiberscope.recordings.threads.Stalls;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A JVM that is watched without a window: a line a second, and what does not get on at once. */
final class WatchedJvm implements LiveRecording.Watcher {
  private static final int STUCK = 1;

  private final AttachPlan plan;
  private final PrintWriter out;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean wasStuck;
  private volatile Optional<SchedulerState> scheduler = Optional.empty();

  WatchedJvm(AttachPlan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /** Watches until the time is over, the JVM ends, or this program is told to end. */
  int follow(Optional<Duration> time) throws AttachException {
    LiveRecording live =
        LiveRecording.start(plan.target().record(plan.level()), plan.file(), plan.limits(), this);
    say("Watching " + live.told() + "; everything received is saved in " + plan.file() + ".");
    Thread closer = new Thread(live::close);
    Runtime.getRuntime().addShutdownHook(closer);
    try {
      if (time.isPresent()) {
        boolean ended = over.await(time.get().toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          live.close();
        }
      }
      over.await();
    } catch (InterruptedException stopped) {
      live.close();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(closer);
    } catch (IllegalStateException endsAnyway) {
      // The hook closes it, once more.
    }
    return wasStuck ? STUCK : 0;
  }

  private void say(String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }

  @Override
  public void grown(Session session) {
    Instant readTo = session.begin().plusNanos(session.readTo());
    say(
        Times.duration(session.readTo())
            + ": "
            + Numbers.count(session.events(), "event")
            + ", "
            + Numbers.count(session.threads().rows(ThreadTable.Kind.FIBER).length, "fiber")
            + scheduler
                .map(
                    state ->
                        ", "
                            + state.mounted()
                            + " of "
                            + Numbers.count(state.parallelism(), "carrier")
                            + " held, "
                            + Numbers.count(state.queued())
                            + " queued")
                .orElse("")
            + ", "
            + Times.duration(Math.max(0, Duration.between(readTo, Instant.now()).toNanos()))
            + " behind");
  }

  @Override
  public void scheduler(Instant time, SchedulerState state) {
    scheduler = Optional.of(state);
  }

  @Override
  public void stuck(ThreadSnapshot snapshot) {
    wasStuck = true;
    List<Stall> stalls = Stalls.of(snapshot);
    say("All carriers have held the same fibers for some seconds while others wait.");
    stalls.forEach(stall -> say("  " + stall.title() + ": " + stall.sentence()));
  }

  @Override
  public void told(String sentence) {
    say(sentence);
  }

  @Override
  public void ended(Optional<Session> session, Optional<String> reason) {
    reason.ifPresent(this::say);
    try {
      say(
          session.isEmpty()
              ? "Nothing was received."
              : "Saved in "
                  + plan.file()
                  + " ("
                  + Numbers.bytes(Files.size(plan.file()))
                  + ", "
                  + Numbers.count(session.get().events(), "event")
                  + ").");
    } catch (IOException gone) {
      say("What was received could not be saved in " + plan.file() + ".");
    }
    over.countDown();
  }
}
