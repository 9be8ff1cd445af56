package dev.fiberscope.engine.input;

import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Plays scripts: delivers each chunk to its input when it is due. A chunk's delay counts from the
 * arrival before it on the same input, as it was planned, so a late player catches up.
 */
public final class ScriptPlayer implements Runnable {
  /** A chunk and how long after the one before it arrives. */
  public record Arrival(long delayNanos, byte[] chunk) {}

  /** What arrives at one input, in order; the input ends after the last arrival. */
  public record Script(ScriptedInput input, List<Arrival> arrivals) {}

  private record Due(long nanos, Script script, int next) {}

  private final List<Script> scripts;

  public ScriptPlayer(List<Script> scripts) {
    this.scripts = List.copyOf(scripts);
  }

  /** Plays all scripts to their ends on the calling thread. */
  @Override
  public void run() {
    PriorityQueue<Due> agenda = new PriorityQueue<>((a, b) -> Long.signum(a.nanos() - b.nanos()));
    long start = System.nanoTime();
    scripts.forEach(script -> schedule(agenda, script, 0, start));
    try {
      while (!agenda.isEmpty()) {
        Due due = agenda.poll();
        long early = due.nanos() - System.nanoTime();
        if (early > 0) {
          TimeUnit.NANOSECONDS.sleep(early);
        }
        due.script().input().deliver(due.script().arrivals().get(due.next()).chunk());
        schedule(agenda, due.script(), due.next() + 1, due.nanos());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      scripts.forEach(script -> script.input().end());
    }
  }

  private static void schedule(PriorityQueue<Due> agenda, Script script, int next, long after) {
    if (next < script.arrivals().size()) {
      agenda.add(new Due(after + script.arrivals().get(next).delayNanos(), script, next));
    } else {
      script.input().end();
    }
  }
}
