package dev.fiberscope.recordings.analysis;

import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to record to see what is missing in a session.
 *
 * @param sentence what is missing, and who can tell
 * @param command what to type; empty if no command helps
 */
public record Advice(String sentence, String command) {
  private static final Pattern FEATURE = Pattern.compile("JDK (\\d+).*");
  private static final int FIBERS = 21;
  private static final int TRACES = 25;

  /**
   * Of a session; empty if it shows when fibers ran and waited.
   *
   * @param lives tells whether a process still runs that was there when it was recorded
   */
  public static Optional<Advice> of(Session session, LongPredicate lives) {
    boolean none = session.statistics().count(Counter.NO_FIBERS) > 0;
    boolean little =
        session.statistics().count(Counter.FIBERS_WITHOUT_SLICES) > 0
            || session.statistics().count(Counter.FIBERS_WITHOUT_WAKES) > 0;
    if (!none && !little) {
      return Optional.empty();
    }
    int feature = feature(session.jvm());
    long pid = session.facts().pid();
    if (feature > 0 && feature < FIBERS) {
      return Optional.of(
          new Advice(
              "This JVM is a "
                  + session.jvm()
                  + ": virtual threads came with JDK 21. Run the program"
                  + " on a newer one to see its fibers.",
              ""));
    }
    boolean agent = needsAgent(session);
    String level = agent ? "deep" : "standard";
    String missing =
        none
            ? "No virtual thread was recorded. If the program has some, this tells of them"
            : "When fibers ran, waited and were woken was not recorded. This tells it";
    String how = agent ? ", by a small agent that asks before it is loaded: " : ": ";
    return Optional.of(
        pid > 0 && lives.test(pid)
            ? new Advice(
                missing + how + "the JVM still runs.",
                "fiberscope attach " + pid + " --level " + level)
            : new Advice(
                missing + how + "the next time it runs.",
                agent
                    ? "fiberscope attach PID --level deep"
                    : "fiberscope settings --level standard > fibers.jfc && java"
                        + " -XX:StartFlightRecording:settings=fibers.jfc,filename=app.jfr ..."));
  }

  /** True if its JDK has fibers but cannot trace their scheduling: 21 to 24. */
  static boolean needsAgent(Session session) {
    int feature = feature(session.jvm());
    return feature >= FIBERS && feature < TRACES;
  }

  private static int feature(String jvm) {
    Matcher found = FEATURE.matcher(jvm);
    return found.matches() ? Integer.parseInt(found.group(1)) : 0;
  }
}
